package io.ledgersync.kit.event;

import io.ledgersync.contract.Provider;
import io.ledgersync.contract.StreamProgress;
import io.ledgersync.contract.sync.SyncRequested;
import io.ledgersync.kit.pull.Gap;
import io.ledgersync.kit.pull.Kind;
import io.ledgersync.kit.pull.Plan;
import io.ledgersync.kit.pull.Progress;
import io.ledgersync.kit.pull.Sequence;
import java.util.List;

/** The kit's own values in the words of the contracts, and back. */
public final class Words {
    private Words() {}

    public static Provider provider(io.ledgersync.kit.Provider provider) {
        return switch (provider) {
            case XERO -> Provider.XERO;
            case QBO -> Provider.QBO;
        };
    }

    /** What a request asks to be read; a kind that this version does not know is read as the most complete one. */
    public static Plan plan(SyncRequested request) {
        Kind kind =
                switch (request.getKind()) {
                    case INITIAL, UNKNOWN -> Kind.INITIAL;
                    case INCREMENTAL -> Kind.INCREMENTAL;
                    case RECONCILE -> Kind.RECONCILE;
                };
        return new Plan(kind, request.getFirstRun(), request.getWatermarks());
    }

    public static io.ledgersync.contract.Sequence sequence(Sequence sequence) {
        return new io.ledgersync.contract.Sequence(sequence.attempt(), sequence.slice(), sequence.position());
    }

    public static List<io.ledgersync.contract.Gap> gaps(List<Gap> gaps) {
        return gaps.stream()
                .map(gap -> new io.ledgersync.contract.Gap(
                        gap.stream(), gap.code(), gap.detail(), gap.remedy(), gap.records()))
                .toList();
    }

    public static List<StreamProgress> progress(List<Progress> streams) {
        return streams.stream()
                .map(one -> new StreamProgress(one.stream(), one.phase(), one.records(), one.expected()))
                .toList();
    }
}
