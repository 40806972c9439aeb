package io.ledgersync.kit.call;

import io.ledgersync.kit.link.Lease;
import io.ledgersync.kit.link.Leases;
import io.ledgersync.kit.run.End;
import io.ledgersync.kit.run.HeldRun;
import io.ledgersync.kit.run.RunBook;
import io.ledgersync.kit.slice.Containment;
import java.time.Clock;
import java.util.List;

/** What a lease means for the runs of its connection: they go on, wait, fail, or are cancelled because it has ended. */
public final class LeaseDesk {
    private final LeaseBook leases;
    private final RunBook book;
    private final Containment containment;
    private final Clock clock;
    private java.util.function.Consumer<List<HeldRun>> came = runs -> {};

    public LeaseDesk(Leases service, Mailbox mailbox, RunBook book, Containment containment, Clock clock) {
        this.leases = new LeaseBook(service, mailbox, this::arrived);
        this.book = book;
        this.containment = containment;
        this.clock = clock;
    }

    public LeaseBook leases() {
        return leases;
    }

    /** Who is told that the runs of a connection may call. */
    public void tells(Caller caller) {
        came = caller::leaseCame;
    }

    private void arrived(String connectionId, Lease lease) {
        leases.keep(connectionId, lease, clock.instant());
        List<HeldRun> runs = book.heldOf(connectionId);
        if (lease instanceof Lease.Ended) {
            end(runs, new End.Cancelled("UNLINKED"));
        } else if (lease instanceof Lease.Refused refused) {
            end(runs, new End.Failed(refused.code(), refused.detail()));
        }
        came.accept(runs);
    }

    private void end(List<HeldRun> runs, End how) {
        for (HeldRun run : runs) {
            if (run.live()) {
                containment.end(run, how);
            }
        }
    }
}
