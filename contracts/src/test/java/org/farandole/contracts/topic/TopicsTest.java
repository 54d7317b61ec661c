package org.farandole.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void namesAreUnique() {
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
    }

    @Test
    void everyTopicHasADeadLetterTopicOfItsName() {
        for (Topic topic : Topics.declared()) {
            assertThat(Topics.all()).contains(topic, topic.deadLetter());
            assertThat(topic.deadLetter().name()).isEqualTo(topic.name() + ".dead-letter");
        }
    }

    @Test
    void samplesArePartitionedAsTheRing() {
        assertThat(topic(Topics.SAMPLES).partitions())
                .isEqualTo(topic(Topics.RING).partitions())
                .isEqualTo(Topics.RING_PARTITIONS);
    }

    @Test
    void everySlotHasAPartitionOfTheRing() {
        assertThat(IntStream.range(0, 1000).map(Topics::ringPartition))
                .allMatch(q -> q >= 0 && q < Topics.RING_PARTITIONS);
        assertThat(Topics.ringPartition(3 + Topics.RING_PARTITIONS)).isEqualTo(3);
    }

    @Test
    void whatIsKeptForEverIsCompactedAndInOnePartition() {
        assertThat(Topics.declared())
                .filteredOn(Topic::compacted)
                .extracting(Topic::name)
                .containsExactlyInAnyOrder(Topics.MEMBERS, Topics.MODE);
        assertThat(topic(Topics.MEMBERS).partitions()).isEqualTo(1);
    }

    @Test
    void everyTopicCarriesTheBrokersTime() {
        assertThat(Topics.all())
                .allSatisfy(
                        topic -> assertThat(topic.settings()).containsEntry("message.timestamp.type", "LogAppendTime"));
        assertThat(topic(Topics.SAMPLES).settings())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", Long.toString(Duration.ofDays(1).toMillis()));
        assertThat(topic(Topics.MODE).settings()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void aTopicHasPartitions() {
        assertThatThrownBy(() -> new Topic("empty", 0, null)).hasMessage("Topic empty: 0 partitions");
    }

    private static Topic topic(String name) {
        return Topics.declared().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
