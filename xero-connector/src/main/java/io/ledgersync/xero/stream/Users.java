package io.ledgersync.xero.stream;

import io.ledgersync.contract.ledger.User;
import io.ledgersync.kit.LedgerKind;
import io.ledgersync.kit.reading.Fields;
import io.ledgersync.xero.ask.XeroList;

/** Who may work in the organisation; a removed one stays in the list with that role. */
final class Users {
    static final XeroList LIST = XeroList.of("Users", XeroList.Order.WHOLE, LedgerKind.USER, Users::read);

    private Users() {}

    private static User read(Fields user) {
        String name = (user.textOrEmpty("FirstName") + ' ' + user.textOrEmpty("LastName")).strip();
        String role = user.text("OrganisationRole");
        return new User(
                user.text("EmailAddress"),
                name.isEmpty() ? null : name,
                role == null ? "UNKNOWN" : role,
                user.flag("IsSubscriber"));
    }
}
