package org.farandole.contracts.node;

/** The macro-steps that turn a booked node into a hypervisor, in their order (Kadeploy's, then Flauncher's). */
public enum MacroStep {
    SET_DEPLOYMENT_ENVIRONMENT,
    REBOOT_INTO_VLAN,
    BROADCAST_IMAGE,
    CONFIGURE_HYPERVISOR,
    ROUTES_AND_ISOLATION,
    VERIFY
}
