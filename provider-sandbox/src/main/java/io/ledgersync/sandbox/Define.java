package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.books.HighVolume;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.RecordedBooks;
import io.ledgersync.sandbox.books.qbo.QboBooks;
import io.ledgersync.sandbox.books.xero.XeroBooks;
import io.ledgersync.sandbox.oauth.Authority;
import io.ledgersync.sandbox.quota.Meter;
import io.ledgersync.sandbox.quota.QuotaSpec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Defines what the simulator holds and how it behaves; everything may be changed while others read. */
public final class Define {
    private static final int XERO_DAY = 5000;

    private final Map<String, Tenant> tenants;
    private final Meter xeroApp;
    private final Map<String, Organisation> organisations;
    private final Authority authority;
    private final SandboxSettings settings;
    private final Consumer<String> forgetCalls;

    Define(
            Map<String, Tenant> tenants,
            Meter xeroApp,
            Map<String, Organisation> organisations,
            Authority authority,
            SandboxSettings settings,
            Consumer<String> forgetCalls) {
        this.tenants = tenants;
        this.xeroApp = xeroApp;
        this.organisations = organisations;
        this.authority = authority;
        this.settings = settings;
        this.forgetCalls = forgetCalls;
    }

    /** Adds an organisation, with its provider's real quotas; edits of an earlier life are put back. */
    public Define organisation(OrganisationSpec spec) {
        Organisation books =
                new Organisation(spec.provider(), spec.organisationId(), spec.name(), spec.seed(), settings.clock());
        BooksSpec sizes = spec.generated();
        Path recorded = spec.recorded();
        if (recorded != null) {
            RecordedBooks.fill(books, recorded);
            if (spec.provider().equals("XERO")) {
                XeroBooks.keep(books);
            } else {
                QboBooks.keep(books);
            }
        } else if (sizes != null && spec.provider().equals("XERO")) {
            new XeroBooks(sizes, spec.seed()).fill(books);
        } else if (sizes != null) {
            new QboBooks(sizes, spec.seed()).fill(books);
        }
        Path folder = settings.dataDir();
        if (folder != null) {
            new EditFile(folder, spec.organisationId()).attach(books);
        }
        QuotaSpec quota = spec.provider().equals("XERO") ? QuotaSpec.xero(XERO_DAY) : QuotaSpec.qbo();
        tenants.put(spec.organisationId(), new Tenant(books, new Meter(quota, spec.organisationId())));
        organisations.put(spec.organisationId(), books);
        return this;
    }

    /** Takes an organisation away with everything that is known of it, its calls included. */
    public Define forget(String organisationId) {
        tenants.remove(organisationId);
        organisations.remove(organisationId);
        forgetCalls.accept(organisationId);
        return this;
    }

    /** The limits of an organisation. */
    public Define quota(String organisationId, QuotaSpec limits) {
        tenant(organisationId).meter.limits(limits);
        return this;
    }

    /** Calls of the app at Xero in a minute, over all organisations; 0 for no limit. */
    public Define xeroAppMinute(int calls) {
        xeroApp.limits(new QuotaSpec(calls, 0, 0, 0, 0));
        return this;
    }

    /** Calls of another installation of the app, or of another app, arrive at the organisation. */
    public Define otherCalls(String organisationId, int calls, Instant now) {
        tenant(organisationId).meter.otherCalls(calls, now);
        return this;
    }

    /** The organisation's day of calls ends then, and every day at that time. */
    public Define dayEnds(String organisationId, Instant then) {
        tenant(organisationId).meter.dayEnds(then);
        return this;
    }

    /** Which questions the organisation's provider refuses once there are too many records of a kind. */
    public Define highVolume(String organisationId, HighVolume refused) {
        tenant(organisationId).books.highVolume(refused);
        return this;
    }

    /** How long the organisation's provider takes to answer. */
    public Define latency(String organisationId, Latency latency) {
        tenant(organisationId).latency = latency;
        return this;
    }

    /** Something goes wrong with the organisation's next calls. */
    public Define fault(String organisationId, FaultRule rule) {
        tenant(organisationId).fault(rule);
        return this;
    }

    /** Nothing goes wrong any more. */
    public Define calm(String organisationId) {
        tenant(organisationId).calm();
        return this;
    }

    /** The hand that edits the organisation's books. */
    public Edits edits(String organisationId) {
        return tenant(organisationId).books.edits();
    }

    /** What happens between two calls that read the organisation; null for nothing. */
    public Define afterEachCall(String organisationId, @Nullable Consumer<Edits> happens) {
        tenant(organisationId).books.afterEachCall(happens == null ? edits -> {} : happens);
        return this;
    }

    /** Every access token of a provider expires at once. */
    public Define expireAccessTokens(String provider) {
        authority.expireAccess(provider);
        return this;
    }

    /** All users of a provider end their grants. */
    public Define revokeGrants(String provider) {
        authority.revokeAll(provider);
        return this;
    }

    /** The token endpoints are away for the next refreshes. */
    public Define failRefreshes(int times) {
        authority.failRefreshes(times);
        return this;
    }

    private Tenant tenant(String organisationId) {
        Tenant tenant = tenants.get(organisationId);
        if (tenant == null) {
            throw new IllegalArgumentException(
                    "there is no organisation \"" + organisationId + "\"; defined: " + tenants.keySet());
        }
        return tenant;
    }
}
