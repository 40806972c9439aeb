package io.ledgersync.link.consent;

import io.ledgersync.link.provider.Organisation;
import java.util.List;
import java.util.UUID;

/** Several organisations were approved; the user has yet to say which is the client's. */
record Choice(Consent consent, UUID grantId, List<Organisation> organisations) {}
