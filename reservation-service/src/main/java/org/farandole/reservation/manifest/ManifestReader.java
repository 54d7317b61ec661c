package org.farandole.reservation.manifest;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.farandole.contracts.node.NodeDescription;
import org.farandole.contracts.reservation.Manifest;
import org.farandole.contracts.reservation.Manifest.DeploymentRequest;
import org.farandole.contracts.reservation.Manifest.NetworkRequest;
import org.farandole.contracts.reservation.Manifest.NodeRequest;
import org.farandole.contracts.reservation.Manifest.PowerRequest;
import org.farandole.contracts.reservation.Manifest.VmRequest;
import org.farandole.contracts.reservation.Subnet;
import org.farandole.contracts.reservation.Vlan;
import org.farandole.contracts.vm.VmSize;
import org.farandole.reservation.expression.ExpressionParser;
import org.farandole.reservation.expression.Field;
import org.farandole.reservation.expression.NodeExpression;
import org.farandole.reservation.yaml.BadDocument;
import org.farandole.reservation.yaml.Document;
import org.farandole.reservation.yaml.Section;
import org.jspecify.annotations.Nullable;

/** Reads a manifest strictly. All that is wrong with it, by itself and beside the inventory, is said at once. */
public final class ManifestReader {

    static final Duration DEFAULT_WALLTIME = Duration.ofHours(2);
    static final String DEFAULT_NODE_IMAGE = "debian-kvm";
    static final String DEFAULT_VM_IMAGE = "debian-cloud";
    static final int DEFAULT_RETRIES = 2;

    private static final int MOST_NODES = 100_000;
    private static final int MOST_RETRIES = 100;
    private static final int MOST_CPUS = 4096;

    private final List<NodeDescription> inventory;
    private final Set<String> properties;
    private final Instant now;

    private ManifestReader(List<NodeDescription> inventory, Instant now) {
        this.inventory = inventory;
        this.properties = Field.namesIn(inventory);
        this.now = now;
    }

    /**
     * @param inventory every node that there is
     * @param now a start before it is in the past
     * @throws BadDocument with every problem
     */
    public static Manifest read(String yaml, List<NodeDescription> inventory, Instant now) {
        Document document = new Document(yaml);
        Manifest manifest = new ManifestReader(inventory, now).read(document.section());
        document.refuseIfBad();
        return Objects.requireNonNull(manifest, "a manifest without a problem");
    }

    /** The nodes' expression, as it was when the manifest was accepted. */
    public static NodeExpression expressionOf(Manifest manifest, List<NodeDescription> inventory) {
        String expression = manifest.nodes().properties();
        return expression == null ? NodeExpression.ANY : ExpressionParser.parse(expression, Field.namesIn(inventory));
    }

    private @Nullable Manifest read(Section root) {
        String name = root.required("name", Forms::launchName);
        Instant start = root.optional("start", Forms.startAfter(now));
        Duration walltime = orElse(root.optional("walltime", HumanDuration::parse), DEFAULT_WALLTIME);
        Section nodesSection = root.requiredSection("nodes");
        Section networkSection = root.requiredSection("network");
        Section deploymentSection = root.optionalSection("deployment");
        Section vmsSection = root.requiredSection("vms");
        Filter filter = nodesSection.optional("properties", this::filter);
        NodeRequest nodes = nodes(nodesSection, filter);
        NetworkRequest network = network(networkSection);
        DeploymentRequest deployment = deployment(deploymentSection);
        VmRequest vms = vms(vmsSection, name);
        PowerRequest power = PowerSection.read(root.optionalSection("power"));
        root.refuseOthers();
        if (vms != null && network != null) {
            checkAddresses(networkSection, network, vms);
        }
        if (vms != null && nodes != null) {
            checkRoom(vmsSection, nodes.count(), vms, filter == null ? inventory : filter.matching());
        }
        if (name == null || nodes == null || network == null || vms == null) {
            return null;
        }
        return new Manifest(name, start, walltime, nodes, network, deployment, vms, power);
    }

    private @Nullable NodeRequest nodes(Section section, @Nullable Filter filter) {
        Integer count = section.required("count", Forms.wholeNumber(1, MOST_NODES));
        Integer minimum = section.optional("minimum", Forms.wholeNumber(1, MOST_NODES));
        section.refuseOthers();
        if (count == null) {
            return null;
        }
        if (minimum != null && minimum > count) {
            section.problem("minimum", "The minimum is " + minimum + ", above the count " + count);
        }
        if (count > inventory.size()) {
            section.problem("count", count + " nodes are asked, the inventory has " + inventory.size());
        } else if (filter != null && count > filter.matching().size()) {
            section.problem(
                    "properties",
                    count + " nodes are asked, " + filter.matching().size() + " of the inventory match");
        }
        return new NodeRequest(count, orElse(minimum, count), filter == null ? null : filter.text());
    }

    /** An expression as it was written, and the nodes that it lets through. */
    private record Filter(String text, List<NodeDescription> matching) {}

    private Filter filter(String text) {
        NodeExpression expression = ExpressionParser.parse(text, properties);
        return new Filter(text, inventory.stream().filter(expression::matches).toList());
    }

    private static @Nullable NetworkRequest network(Section section) {
        Integer prefix = section.required("subnet", Forms::subnetPrefix);
        Vlan.Kind vlan = section.required("vlan", Forms::vlanKind);
        section.refuseOthers();
        return prefix == null || vlan == null ? null : new NetworkRequest(prefix, vlan);
    }

    private static DeploymentRequest deployment(Section section) {
        String image = orElse(section.optional("image", Forms::image), DEFAULT_NODE_IMAGE);
        int retries = orElse(section.optional("retries", Forms.wholeNumber(0, MOST_RETRIES)), DEFAULT_RETRIES);
        section.refuseOthers();
        return new DeploymentRequest(image, retries);
    }

    private @Nullable VmRequest vms(Section section, @Nullable String launch) {
        Integer count = section.required("count", Forms.wholeNumber(1, Subnet.sizeOf(Subnet.LARGEST)));
        Section sizeSection = section.requiredSection("size");
        VmSize size = size(sizeSection);
        String image = orElse(section.optional("image", Forms::image), DEFAULT_VM_IMAGE);
        String naming = section.optional("naming", text -> count == null ? text : new VmNaming(text, count).pattern());
        int retries = orElse(section.optional("retries", Forms.wholeNumber(0, MOST_RETRIES)), DEFAULT_RETRIES);
        String userData = section.optional("userData", Forms::userData);
        section.refuseOthers();
        if (count == null || size == null) {
            return null;
        }
        return new VmRequest(count, size, image, orElse(naming, orElse(launch, "vm") + "-{n}"), retries, userData);
    }

    private static @Nullable VmSize size(Section section) {
        Integer vcpus = section.required("vcpus", Forms.wholeNumber(1, MOST_CPUS));
        Integer memoryMiB = section.required("memory", MemorySize::parseMiB);
        section.refuseOthers();
        return vcpus == null || memoryMiB == null ? null : new VmSize(vcpus, memoryMiB);
    }

    private static void checkAddresses(Section network, NetworkRequest request, VmRequest vms) {
        int addresses = Subnet.sizeOf(request.subnetPrefix()) - 3;
        if (vms.count() > addresses) {
            network.problem(
                    "subnet",
                    "A /" + request.subnetPrefix() + " has addresses for " + addresses + " VMs, " + vms.count()
                            + " are asked");
        }
    }

    private static void checkRoom(Section section, int nodes, VmRequest vms, List<NodeDescription> matching) {
        if (matching.isEmpty()) {
            return;
        }
        long room = Room.ofLargest(nodes, matching, vms.size());
        String size = vms.size().vcpus() + " CPUs and " + vms.size().memoryMiB() + " MiB";
        if (room == 0) {
            section.problem("size", "No node that matches can hold a VM of " + size);
        } else if (room < vms.count()) {
            section.problem(
                    "count",
                    vms.count() + " VMs of " + vms.size().memoryMiB() + " MiB are asked, the " + nodes
                            + " largest nodes that match have memory for " + room);
        }
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
