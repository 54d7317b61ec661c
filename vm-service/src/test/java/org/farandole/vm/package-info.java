/** Tests of the whole service, on a real broker and database, with an in-memory twin of the hypervisors. */
@NullMarked
package org.farandole.vm;

import org.jspecify.annotations.NullMarked;
