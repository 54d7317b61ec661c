/** Talking to the services that run: REST and topics. */
@NullMarked
package org.farandole.cli.service;

import org.jspecify.annotations.NullMarked;
