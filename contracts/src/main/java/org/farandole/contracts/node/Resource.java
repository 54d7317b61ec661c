package org.farandole.contracts.node;

import java.util.EnumSet;
import java.util.Set;

/** What a node has so much of each second. Its VMs share it when they demand more: they are slow then, not refused. */
public enum Resource {
    CPU("cpu", "CPU", "% of a core"),
    MEMORY_BANDWIDTH("memory", "memory bandwidth", "MB/s"),
    DISK("disk", "disk", "MB/s"),
    NETWORK("network", "network", "MB/s");

    private static final String ALL = "cpu, memory, disk and network";

    private final String word;
    private final String inWords;
    private final String unit;

    Resource(String word, String inWords, String unit) {
        this.word = word;
        this.inWords = inWords;
        this.unit = unit;
    }

    /** As options and settings have it: cpu, memory, disk or network. */
    public String word() {
        return word;
    }

    /**
     * Of their words, with commas between, such as {@code cpu,disk}.
     *
     * @throws IllegalArgumentException if one is unknown, given twice or missing; the message begins with what it should be
     */
    public static Set<Resource> parse(String words) {
        Set<Resource> resources = EnumSet.noneOf(Resource.class);
        for (String word : words.split(",", -1)) {
            if (!resources.add(ofWord(word))) {
                throw new IllegalArgumentException("some of " + ALL + ", each once, not '" + words + "'");
            }
        }
        return resources;
    }

    private static Resource ofWord(String word) {
        for (Resource resource : values()) {
            if (resource.word.equals(word)) {
                return resource;
            }
        }
        throw new IllegalArgumentException("some of " + ALL + " with commas between, not '" + word + "'");
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
