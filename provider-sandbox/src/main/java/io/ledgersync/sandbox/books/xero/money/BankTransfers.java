package io.ledgersync.sandbox.books.xero.money;

import io.ledgersync.sandbox.books.xero.kind.Book;
import io.ledgersync.sandbox.books.xero.kind.Chart;
import io.ledgersync.sandbox.books.xero.kind.Json;
import io.ledgersync.sandbox.books.xero.kind.Kind;
import io.ledgersync.sandbox.books.xero.kind.Posting;
import java.time.Instant;

/**
 * Transfers from the business account to the savings and back in turn; none says when it was last changed, the newest
 * are deleted.
 */
public final class BankTransfers extends Kind implements Posting.Source {
    private static final int ONE_DELETED_IN = 24;

    public BankTransfers(Book book) {
        super(book, "BankTransfer");
        if (size() > 0 && !book.chart().has(Chart.SAVINGS)) {
            throw new IllegalArgumentException(
                    "books with a BankTransfer need at least " + (Chart.SAVINGS + 1) + " of Account");
        }
    }

    private static int from(int index) {
        return index % 2 == 0 ? Chart.BANK : Chart.SAVINGS;
    }

    private static int to(int index) {
        return index % 2 == 0 ? Chart.SAVINGS : Chart.BANK;
    }

    @Override
    public int posted() {
        return size() - size() / ONE_DELETED_IN;
    }

    @Override
    public long made(int index) {
        return created(index).toEpochMilli();
    }

    @Override
    public Posting posting(int index) {
        long cents = numbers.cents(index, 1);
        return new Posting(id(index), "TRANSFER", day(index), "Transfer " + index)
                .line(to(index), "", cents)
                .line(from(index), "", -cents);
    }

    @Override
    protected void members(int index, Instant made, Json json) {
        json.text("BankTransferID", id(index))
                .text("CreatedDateUTCString", made.toString().substring(0, 19))
                .moment("CreatedDateUTC", made)
                .days("Date", day(index))
                .text("Status", index < posted() ? "AUTHORISED" : "DELETED");
        account("FromBankAccount", from(index), json);
        account("ToBankAccount", to(index), json);
        json.money("Amount", numbers.cents(index, 1))
                .text("FromBankTransactionID", book.numbers("TransferFrom").uuid(index))
                .text("ToBankTransactionID", book.numbers("TransferTo").uuid(index))
                .flag("FromIsReconciled", index % 3 == 0)
                .flag("ToIsReconciled", index % 3 == 0)
                .text("Reference", "Transfer " + index)
                .four("CurrencyRate", 10_000)
                .flag("HasAttachments", false)
                .none("FromTracking", "ToTracking");
    }

    private void account(String name, int account, Json json) {
        json.object(name)
                .text("AccountID", book.chart().id(account))
                .text("Code", book.chart().code(account))
                .text("Name", book.chart().role(account).name())
                .close();
    }
}
