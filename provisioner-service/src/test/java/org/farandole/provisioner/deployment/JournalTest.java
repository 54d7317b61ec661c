package org.farandole.provisioner.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.farandole.contracts.reservation.ReservationId;
import org.farandole.provisioner.Given;
import org.farandole.provisioner.lifecycle.Decision;
import org.farandole.provisioner.lifecycle.NodeDeployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class JournalTest {

    private final List<Integer> transactions = new ArrayList<>();
    private final List<String> followed = new ArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch firstIsWriting = new CountDownLatch(1);
    private final Journal journal = new Journal(
            this::write, decision -> followed.add(decision.next().reservation().value()));

    @AfterEach
    void close() {
        open.countDown();
        journal.close();
    }

    @Test
    void whatComesWhileItWritesGoesIntoTheNextTransactionTogether() throws InterruptedException {
        List<CompletableFuture<?>> decided = new ArrayList<>();
        decided.add(journal.submit(change(1)));
        firstIsWriting.await();
        IntStream.rangeClosed(2, 65).forEach(i -> decided.add(journal.submit(change(i))));
        open.countDown();

        decided.forEach(CompletableFuture::join);

        assertThat(transactions).containsExactly(1, 64);
        assertThat(followed)
                .isEqualTo(IntStream.rangeClosed(1, 65).mapToObj(i -> "r-" + i).toList());
    }

    @Test
    void aChangeThatCannotBeWrittenFailsAlone() throws InterruptedException {
        journal.submit(change(1));
        firstIsWriting.await();
        CompletableFuture<List<Decision>> good = journal.submit(change(2));
        CompletableFuture<List<Decision>> bad = journal.submit(change(666));
        CompletableFuture<List<Decision>> alsoGood = journal.submit(change(3));
        open.countDown();

        assertThat(good.join()).hasSize(1);
        assertThatThrownBy(bad::join).hasRootCauseMessage("r-666 cannot be written");
        assertThat(alsoGood.join()).hasSize(1);
        assertThat(followed).containsExactly("r-1", "r-2", "r-3");
    }

    @Test
    void aClosedJournalRefuses() {
        open.countDown();
        journal.close();

        assertThat(journal.submit(change(1))).isCompletedExceptionally();
        assertThat(followed).isEmpty();
    }

    private static Change change(int reservation) {
        return new Change.End(new ReservationId("r-" + reservation));
    }

    private List<List<Decision>> write(List<Change> changes) {
        firstIsWriting.countDown();
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        List<ReservationId> reservations = changes.stream()
                .map(change -> ((Change.End) change).reservation())
                .toList();
        reservations.stream()
                .filter(id -> id.value().equals("r-666"))
                .findFirst()
                .ifPresent(id -> {
                    throw new IllegalStateException(id + " cannot be written");
                });
        transactions.add(changes.size());
        return reservations.stream()
                .map(id -> List.of(NodeDeployment.begin(Given.node("rennes-1"), id, 1)))
                .toList();
    }
}
