package org.farandole.reservation.inventory;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class InventoryNodes implements PanacheRepositoryBase<InventoryNode, Integer> {}
