package org.farandole.reservation.inventory;

import java.util.Map;
import org.farandole.contracts.node.NodeName;
import org.farandole.contracts.reservation.ReservationId;

/** Who holds which node right now. */
public interface Holders {

    Map<NodeName, ReservationId> holders();
}
