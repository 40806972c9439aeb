package io.ledgersync.kit.call;

import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.link.KeysPage;
import io.ledgersync.kit.link.KnownKeys;
import io.ledgersync.kit.pull.Conversation;
import io.ledgersync.kit.pull.Found;
import io.ledgersync.kit.pull.KeysAsked;
import io.ledgersync.kit.run.End;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.Rota;
import io.ledgersync.kit.slice.ChangeWriter;
import io.ledgersync.kit.slice.CommitPace;
import io.ledgersync.kit.slice.Containment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the ledger store which keys a whole reading did not see, once everything that the run published is committed.
 */
public final class StoreDesk {
    private static final Duration FIRST = Duration.ofMillis(50);
    private static final Duration MOST = Duration.ofSeconds(2);
    private static final Duration AWAY = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 6;

    private final KnownKeys keys;
    private final Containment containment;
    private final Rota rota;
    private final ChangeWriter changes;
    private final CommitPace pace;
    private final Mailbox mailbox;
    private final Clock clock;

    public StoreDesk(
            KnownKeys keys,
            Containment containment,
            Rota rota,
            ChangeWriter changes,
            CommitPace pace,
            Mailbox mailbox,
            Clock clock) {
        this.keys = keys;
        this.containment = containment;
        this.rota = rota;
        this.changes = changes;
        this.pace = pace;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    /**
     * Asks what may be asked now, and says when to come again; empty when only an answer or a commit brings the run on.
     */
    Optional<Instant> ask(HeldRun run, Conversation talk, Instant now) {
        List<KeysAsked> open = talk.keys();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        run.waitFor("STORE", now);
        if (!run.changes().isEmpty()) {
            pace.urgent();
            return Optional.empty();
        }
        if (run.storeAgain().isAfter(now)) {
            return Optional.of(run.storeAgain());
        }
        SyncRequested request = run.request();
        for (KeysAsked asked : open) {
            if (run.askStore(asked)) {
                keys.missing(
                                request.getClientId(),
                                request.getOrganisationId(),
                                asked.sourceType(),
                                asked.before(),
                                talk.run().last(),
                                asked.after())
                        .whenCompleteAsync((page, trouble) -> arrived(run, asked, orTrouble(page, trouble)), mailbox);
            }
        }
        return Optional.empty();
    }

    private static KeysPage orTrouble(@Nullable KeysPage page, @Nullable Throwable trouble) {
        return page != null ? page : new KeysPage.Unavailable(String.valueOf(trouble));
    }

    private void arrived(HeldRun run, KeysAsked asked, KeysPage page) {
        run.storeAnswered(asked);
        Conversation talk = run.opened();
        if (!run.live() || talk == null) {
            return;
        }
        Instant now = clock.instant();
        if (page instanceof KeysPage.Keys missing) {
            run.storeGaveKeys();
            containment.during(run, () -> missing(run, talk, asked, missing, now));
        } else {
            run.storeGaveNone(now.plus(page instanceof KeysPage.NotYet ? wait(run.storeFailures()) : AWAY));
        }
        rota.wake(run);
    }

    private void missing(HeldRun run, Conversation talk, KeysAsked asked, KeysPage.Keys missing, Instant now) {
        List<Found> gone = talk.missing(asked, missing.sourceIds(), missing.next());
        run.touch();
        run.turnsMayHaveChanged();
        changes.write(run, talk, gone, now);
        if (talk.run().done()) {
            containment.end(run, new End.Completed());
        }
    }

    private static Duration wait(int failures) {
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return doubled.compareTo(MOST) < 0 ? doubled : MOST;
    }
}
