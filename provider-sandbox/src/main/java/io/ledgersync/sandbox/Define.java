package io.ledgersync.sandbox;

import io.ledgersync.sandbox.books.BooksSpec;
import io.ledgersync.sandbox.books.Edits;
import io.ledgersync.sandbox.books.HighVolume;
import io.ledgersync.sandbox.books.Organisation;
import io.ledgersync.sandbox.books.RecordedBooks;
import io.ledgersync.sandbox.books.qbo.QboBooks;
import io.ledgersync.sandbox.books.xero.XeroBooks;
import io.ledgersync.sandbox.oauth.Authority;
import io.ledgersync.sandbox.qbo.QboReadings;
import io.ledgersync.sandbox.quota.Meter;
import io.ledgersync.sandbox.quota.QuotaSpec;
import io.ledgersync.sandbox.xero.XeroReadings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Defines what the simulator holds and how it behaves; everything may be changed while others read. */
public final class Define {
    private static final int XERO_DAY = 5000;

    private final Map<String, Tenant> tenants;
    private final AppMeters apps;
    private final Readings readings;
    private final Map<String, Organisation> organisations;
    private final Authority authority;
    private final SandboxSettings settings;
    private final Consumer<String> forgetCalls;

    Define(
            Map<String, Tenant> tenants,
            AppMeters apps,
            Readings readings,
            Map<String, Organisation> organisations,
            Authority authority,
            SandboxSettings settings,
            Consumer<String> forgetCalls) {
        this.tenants = tenants;
        this.apps = apps;
        this.readings = readings;
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
        apps.xero().limits(new QuotaSpec(calls, 0, 0, 0, 0));
        return this;
    }

    /** What the app may read at QuickBooks in a calendar month, over all companies; 0 for no limit. */
    public Define qboMonth(int reads) {
        apps.qboMonth().limit(reads);
        return this;
    }

    /** Calls of another installation of the app (Xero), or of another app (QBO), arrive at the organisation. */
    public Define otherCalls(String organisationId, int calls, Instant now) {
        Tenant tenant = tenant(organisationId);
        tenant.meter.otherCalls(calls, now);
        if (tenant.books.provider().equals("XERO")) {
            apps.xero().otherCalls(calls, now);
        }
        return this;
    }

    /** Batches of another app arrive at the company. */
    public Define otherBatches(String organisationId, int batches, Instant now) {
        tenant(organisationId).meter.otherBatches(batches, now);
        return this;
    }

    /** Reads otherwise what is unconfirmed of Xero, from now on. */
    public Define xero(UnaryOperator<XeroReadings> change) {
        readings.xero = change.apply(readings.xero);
        return this;
    }

    /** Reads otherwise what is unconfirmed of QuickBooks Online, from now on. */
    public Define qbo(UnaryOperator<QboReadings> change) {
        readings.qbo = change.apply(readings.qbo);
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

    /** Postings stamp the accounts and parties that they touch, as QuickBooks' do; they do not unless it is said. */
    public Define restamping(String organisationId, boolean does) {
        tenant(organisationId).books.restamping(does);
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

    /** Somebody ends the app's connection to the organisation at the provider; tokens are still refreshed. */
    public Define disconnect(String organisationId) {
        tenant(organisationId);
        authority.disconnect(organisationId);
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
