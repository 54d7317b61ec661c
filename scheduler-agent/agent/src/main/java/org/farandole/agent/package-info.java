/** The program that hosts agents: it brings the protocol and the planner together with topics, time and threads. */
@NullMarked
package org.farandole.agent;

import org.jspecify.annotations.NullMarked;
