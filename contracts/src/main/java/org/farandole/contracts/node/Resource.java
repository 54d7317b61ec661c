package org.farandole.contracts.node;

/** What a node has so much of each second. Its VMs share it when they demand more: they are slow then, not refused. */
public enum Resource {
    CPU("CPU", "% of a core"),
    MEMORY_BANDWIDTH("memory bandwidth", "MB/s"),
    DISK("disk", "MB/s"),
    NETWORK("network", "MB/s");

    private final String inWords;
    private final String unit;

    Resource(String inWords, String unit) {
        this.inWords = inWords;
        this.unit = unit;
    }

    /** Such as "memory bandwidth". */
    public String inWords() {
        return inWords;
    }

    /** In which all amounts of it are counted. */
    public String unit() {
        return unit;
    }
}
