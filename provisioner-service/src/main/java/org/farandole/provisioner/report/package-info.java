/** What people are shown of deployments. */
@NullMarked
package org.farandole.provisioner.report;

import org.jspecify.annotations.NullMarked;
