/** What real guests say of themselves while they are moved. */
@NullMarked
package org.farandole.e2e.lab;

import org.jspecify.annotations.NullMarked;
