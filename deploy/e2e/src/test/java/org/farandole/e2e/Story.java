package org.farandole.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A small run, told record by record; every record is 100 ms after the one before. */
final class Story {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Entry> entries = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Adds a record; quotes may be written as '. */
    Story tell(String topic, String key, String json) {
        now = now.plusMillis(100);
        entries.add(new Entry(topic, 0, entries.size(), key, now, parse(json)));
        return this;
    }

    Story mail(String node, String json) {
        return tell("dvms.ring", "0", "{'to':'" + node + "','slot':0,'message':" + json + "}");
    }

    List<Entry> entries() {
        return entries;
    }

    /** The next record is told within the 100 ms after this one. */
    void goBackTo(Entry entry) {
        now = entry.at().minusMillis(50);
    }

    Story later(java.time.Duration wait) {
        now = now.plus(wait);
        return this;
    }

    Recording recording() {
        return Recording.of(entries);
    }

    /** Two nodes, three VMs; ISP n1:5:0 moves VM a from n1 to n2; all is released in the end. */
    static Story wellRun() {
        Story story = new Story()
                .tell(
                        "reservation.events",
                        "r-1",
                        "{'type':'started','booking':{'reservation':'r-1','manifest':{'vms':{'count':3}},"
                                + "'nodes':[{'key':{'node':'n1'}},{'key':{'node':'n2'}}],'subnet':'10.0.0.0/22','vlan':{'kind':'GLOBAL','number':10}}}");
        for (String node : List.of("n1", "n2")) {
            story.tell(
                            "node.events",
                            node,
                            "{'type':'ready','description':{'key':{'node':'" + node
                                    + "'},'capacity':{'cpuPercent':100,'memoryMiB':2048}},'reservation':'r-1'}")
                    .tell("dvms.members", node, "{'status':'ACTIVE'}");
        }
        story.vm("a", "n1").vm("b", "n1").vm("c", "n2");
        story.tell("monitor.samples", "n1", "{'node':'n1','nodeTime':'2026-01-01T01:00:00Z'}")
                .tell("monitor.violations", "n1", "{'type':'began','node':'n1','at':'2026-01-01T01:00:00Z'}");
        String sampledAt = story.now.toString();
        story.tell("dvms.partitions", "n1:5:0", "{'type':'opened','isp':'n1:5:0','sampledAt':'" + sampledAt + "'}")
                .tell("dvms.partitions", "n1:5:0", "{'type':'grown','isp':'n1:5:0'}")
                .tell(
                        "dvms.partitions",
                        "n1:5:0",
                        "{'type':'computed','isp':'n1:5:0','round':1,'verdict':'PLAN','account':{'took':'PT0.002S'},'input':'"
                                + gzipped(
                                        "{'states':[{'node':'n1','fence':4,'capacity':{'cpuPercent':100},'vms':[{'placed':{'vm':'a'},'cpuDemandPercent':40},{'placed':{'vm':'b'},'cpuDemandPercent':80}]},"
                                                + "{'node':'n2','fence':2,'capacity':{'cpuPercent':100},'vms':[{'placed':{'vm':'c'},'cpuDemandPercent':50}]}]}")
                                + "'}")
                .tell(
                        "dvms.decisions",
                        "n1:5:0",
                        "{'type':'plan','isp':'n1:5:0','round':1,'fences':{'n1':4,'n2':2},'actions':[{'type':'migrate','vm':'a','source':'n1','destination':'n2'}]}")
                .mail("n1", "{'type':'accepted','isp':'n1:5:0','fence':5}")
                .mail("n2", "{'type':'accepted','isp':'n1:5:0','fence':3}")
                .tell("vm.events", "a", "{'type':'migrating','vm':'a','node':'n1','destination':'n2','isp':'n1:5:0'}")
                .tell("vm.events", "a", "{'type':'migrated','vm':'a','source':'n1','node':'n2','isp':'n1:5:0'}")
                .mail("n1", "{'type':'finished','isp':'n1:5:0','fence':6}")
                .mail("n2", "{'type':'finished','isp':'n1:5:0','fence':4}")
                .tell(
                        "dvms.partitions",
                        "n1:5:0",
                        "{'type':'ended','isp':'n1:5:0','outcome':'SOLVED','members':['n1','n2']}")
                .tell("monitor.violations", "n1", "{'type':'ended','node':'n1','lasted':'PT12S','cause':'RELIEVED'}");
        for (String vm : List.of("a:n2", "b:n1", "c:n2")) {
            story.tell(
                    "vm.events",
                    vm.substring(0, 1),
                    "{'type':'destroyed','vm':'" + vm.charAt(0) + "','node':'" + vm.substring(2) + "'}");
        }
        return story.tell("node.events", "n1", "{'type':'released','node':'n1','reservation':'r-1'}")
                .tell("node.events", "n2", "{'type':'released','node':'n2','reservation':'r-1'}")
                .tell("reservation.events", "r-1", "{'type':'ended','reservation':'r-1'}");
    }

    static String gzipped(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private Story vm(String vm, String node) {
        return tell("vm.commands", node, "{'type':'create'}")
                .tell(
                        "vm.events",
                        vm,
                        "{'type':'planned','description':{'name':'" + vm
                                + "','reservation':'r-1','size':{'memoryMiB':1024}},'node':'" + node + "'}")
                .tell("vm.events", vm, "{'type':'defined','vm':'" + vm + "','node':'" + node + "'}")
                .tell("vm.events", vm, "{'type':'running','vm':'" + vm + "','node':'" + node + "'}");
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
