package io.ledgersync.sandbox.books;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A QuickBooks company's books, generated: every document has three lines, every journal entry balances. */
public final class QboBooks {
    private static final int BANK = 0;
    private static final int RECEIVABLE = 1;
    private static final int FIRST_OTHER = 3;

    private final BooksSpec spec;
    private final long seed;
    private final Numbers customers;
    private final Numbers vendors;
    private final Numbers items;
    private final Numbers invoices;
    private final Numbers purchases;
    private final Numbers entries;

    public QboBooks(BooksSpec spec, long seed) {
        this.spec = spec;
        this.seed = seed;
        customers = new Numbers(seed, "Customer");
        vendors = new Numbers(seed, "Vendor");
        items = new Numbers(seed, "Item");
        invoices = new Numbers(seed, "Invoice");
        purchases = new Numbers(seed, "Purchase");
        entries = new Numbers(seed, "JournalEntry");
    }

    /** Puts the books on a company's shelves. */
    public void fill(Organisation organisation) {
        organisation.shelf("Account", new Shelf(new Rows(spec.size("Account"), this::account)));
        organisation.shelf("Customer", new Shelf(new Rows(spec.size("Customer"), this::customer)));
        organisation.shelf("Vendor", new Shelf(new Rows(spec.size("Vendor"), this::vendor)));
        organisation.shelf("Item", new Shelf(new Rows(spec.size("Item"), this::item)));
        organisation.shelf("Invoice", new Shelf(new Rows(spec.size("Invoice"), this::invoice)));
        organisation.shelf("Payment", new Shelf(new Rows(spec.size("Payment"), this::payment)));
        organisation.shelf("Purchase", new Shelf(new Rows(spec.size("Purchase"), this::purchase)));
        organisation.shelf("JournalEntry", new Shelf(new Rows(spec.size("JournalEntry"), this::journalEntry)));
    }

    /** Writes one record. */
    private interface Writer {
        void write(int index, Instant made, StringBuilder out);
    }

    /** Records whose ids are numbers from 1. */
    private record Rows(int size, Writer writer) implements Generator {
        @Override
        public String id(int index) {
            return Integer.toString(index + 1);
        }

        @Override
        public int index(String id) {
            try {
                int index = Integer.parseInt(id) - 1;
                return index >= 0 && index < size ? index : -1;
            } catch (NumberFormatException notOurs) {
                return -1;
            }
        }

        @Override
        public Instant created(int index) {
            return Numbers.made(index, size).truncatedTo(ChronoUnit.SECONDS);
        }

        @Override
        public void write(int index, StringBuilder out) {
            writer.write(index, created(index), out);
        }
    }

    private static void head(int i, Instant made, StringBuilder out) {
        out.append("{\"domain\":\"QBO\",\"sparse\":false,\"Id\":\"")
                .append(i + 1)
                .append("\",\"SyncToken\":\"0\",\"MetaData\":{\"CreateTime\":\"");
        String stamp = Formats.qbo(made);
        out.append(stamp).append("\",\"LastUpdatedTime\":\"").append(stamp).append("\"}");
    }

    private static void money(long cents, StringBuilder out) {
        out.append(cents / 100);
        long rest = cents % 100;
        if (rest != 0) {
            out.append('.').append(rest < 10 ? "0" : "").append(rest);
        }
    }

    private static void ref(String field, int index, String name, StringBuilder out) {
        out.append(",\"")
                .append(field)
                .append("\":{\"value\":\"")
                .append(index + 1)
                .append("\",\"name\":\"")
                .append(name)
                .append("\"}");
    }

    private static void currency(StringBuilder out) {
        out.append(",\"CurrencyRef\":{\"value\":\"USD\",\"name\":\"United States Dollar\"}");
    }

    private static String accountName(int i) {
        return i == BANK
                ? "Checking"
                : i == RECEIVABLE
                        ? "Accounts Receivable (A/R)"
                        : i == 2 ? "Accounts Payable (A/P)" : (i % 2 == 1 ? "Sales " : "Expenses ") + i;
    }

    private void account(int i, Instant made, StringBuilder out) {
        head(i, made, out);
        String type = i == BANK
                ? "Bank"
                : i == RECEIVABLE
                        ? "Accounts Receivable"
                        : i == 2 ? "Accounts Payable" : i % 2 == 1 ? "Income" : "Expense";
        String group = i <= RECEIVABLE ? "Asset" : i == 2 ? "Liability" : i % 2 == 1 ? "Revenue" : "Expense";
        out.append(",\"Name\":\"")
                .append(accountName(i))
                .append("\",\"SubAccount\":false,\"FullyQualifiedName\":\"")
                .append(accountName(i))
                .append("\",\"Active\":true,\"Classification\":\"")
                .append(group);
        out.append("\",\"AccountType\":\"")
                .append(type)
                .append("\",\"AccountSubType\":\"")
                .append(type.replace(" ", ""))
                .append("\",\"CurrentBalance\":0,\"CurrentBalanceWithSubAccounts\":0");
        currency(out);
        out.append('}');
    }

    private void party(Numbers numbers, int i, Instant made, StringBuilder out) {
        head(i, made, out);
        String name = numbers.company(i);
        out.append(",\"DisplayName\":\"")
                .append(name)
                .append("\",\"CompanyName\":\"")
                .append(name)
                .append("\",\"PrintOnCheckName\":\"")
                .append(name)
                .append("\",\"Active\":true,\"Balance\":0");
        out.append(",\"PrimaryEmailAddr\":{\"Address\":\"party")
                .append(i)
                .append("@example.com\"},\"PrimaryPhone\":{\"FreeFormNumber\":\"(650) 555-")
                .append(1000 + i % 9000)
                .append("\"}");
        out.append(",\"BillAddr\":{\"Id\":\"")
                .append(i + 1)
                .append("\",\"Line1\":\"")
                .append(1 + i % 200)
                .append(
                        " Ocean Dr.\",\"City\":\"Half Moon Bay\",\"CountrySubDivisionCode\":\"CA\",\"PostalCode\":\"94213\"}");
        currency(out);
    }

    private void customer(int i, Instant made, StringBuilder out) {
        party(customers, i, made, out);
        out.append(
                ",\"Taxable\":false,\"Job\":false,\"BillWithParent\":false,\"BalanceWithJobs\":0,\"PreferredDeliveryMethod\":\"Print\",\"IsProject\":false}");
    }

    private void vendor(int i, Instant made, StringBuilder out) {
        party(vendors, i, made, out);
        out.append(",\"Vendor1099\":false}");
    }

    private void item(int i, Instant made, StringBuilder out) {
        head(i, made, out);
        String name = "Item " + (i + 1);
        out.append(",\"Name\":\"")
                .append(name)
                .append("\",\"Description\":\"")
                .append(name)
                .append(" as sold\",\"Active\":true,\"FullyQualifiedName\":\"")
                .append(name)
                .append("\",\"Taxable\":false,\"UnitPrice\":");
        money(items.cents(i, 5), out);
        out.append(",\"Type\":\"Service\"");
        ref(
                "IncomeAccountRef",
                Math.min(FIRST_OTHER, Math.max(0, spec.size("Account") - 1)),
                accountName(FIRST_OTHER),
                out);
        out.append(",\"PurchaseCost\":0,\"TrackQtyOnHand\":false}");
    }

    private static long line(Numbers numbers, int i, int line) {
        return (1L + numbers.below(5, i, 10 + line)) * numbers.cents(i, 20 + line);
    }

    private static long total(Numbers numbers, int i) {
        return line(numbers, i, 0) + line(numbers, i, 1) + line(numbers, i, 2);
    }

    private void invoice(int i, Instant made, StringBuilder out) {
        boolean paid = i < spec.size("Payment");
        long total = total(invoices, i);
        head(i, made, out);
        out.append(
                        ",\"AllowIPNPayment\":false,\"AllowOnlinePayment\":false,\"AllowOnlineCreditCardPayment\":false,\"AllowOnlineACHPayment\":false,\"CustomField\":[{\"DefinitionId\":\"1\",\"Name\":\"Crew #\",\"Type\":\"StringType\"}],\"DocNumber\":\"")
                .append(1000 + i);
        out.append("\",\"TxnDate\":\"").append(made.toString(), 0, 10).append('"');
        currency(out);
        out.append(",\"LinkedTxn\":[")
                .append(paid ? "{\"TxnId\":\"" + (i + 1) + "\",\"TxnType\":\"Payment\"}" : "")
                .append("],\"Line\":[");
        for (int line = 0; line < 3; line++) {
            int quantity = 1 + invoices.below(5, i, 10 + line);
            int item = invoices.below(Math.max(1, spec.size("Item")), i, 30 + line);
            out.append("{\"Id\":\"")
                    .append(line + 1)
                    .append("\",\"LineNum\":")
                    .append(line + 1)
                    .append(",\"Description\":\"Line ")
                    .append(line + 1)
                    .append(" of invoice ")
                    .append(i)
                    .append("\",\"Amount\":");
            money(line(invoices, i, line), out);
            out.append(",\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"")
                    .append(item + 1)
                    .append("\",\"name\":\"Item ")
                    .append(item + 1)
                    .append("\"},\"UnitPrice\":");
            money(invoices.cents(i, 20 + line), out);
            out.append(",\"Qty\":")
                    .append(quantity)
                    .append(",\"ItemAccountRef\":{\"value\":\"")
                    .append(FIRST_OTHER + 1)
                    .append("\",\"name\":\"")
                    .append(accountName(FIRST_OTHER))
                    .append("\"},\"TaxCodeRef\":{\"value\":\"NON\"}}},");
        }
        out.append("{\"Amount\":");
        money(total, out);
        out.append(
                ",\"DetailType\":\"SubTotalLineDetail\",\"SubTotalLineDetail\":{}}],\"TxnTaxDetail\":{\"TotalTax\":0}");
        int customer = invoices.below(Math.max(1, spec.size("Customer")), i, 3);
        ref("CustomerRef", customer, customers.company(customer), out);
        out.append(",\"BillAddr\":{\"Id\":\"")
                .append(customer + 1)
                .append("\",\"Line1\":\"")
                .append(1 + customer % 200)
                .append(
                        " Ocean Dr.\",\"City\":\"Half Moon Bay\",\"CountrySubDivisionCode\":\"CA\",\"PostalCode\":\"94213\"},\"SalesTermRef\":{\"value\":\"3\",\"name\":\"Net 30\"},\"DueDate\":\"");
        out.append(made.plus(30, ChronoUnit.DAYS).toString(), 0, 10).append("\",\"TotalAmt\":");
        money(total, out);
        out.append(
                ",\"ApplyTaxAfterDiscount\":false,\"PrintStatus\":\"NeedToPrint\",\"EmailStatus\":\"NotSet\",\"Balance\":");
        money(paid ? 0 : total, out);
        out.append('}');
    }

    private void payment(int i, Instant made, StringBuilder out) {
        int paid = spec.size("Invoice") == 0 ? 0 : i % spec.size("Invoice");
        long total = total(invoices, paid);
        head(i, made, out);
        int customer = invoices.below(Math.max(1, spec.size("Customer")), paid, 3);
        ref("CustomerRef", customer, customers.company(customer), out);
        ref("DepositToAccountRef", BANK, accountName(BANK), out);
        out.append(",\"TotalAmt\":");
        money(total, out);
        out.append(",\"UnappliedAmt\":0,\"ProcessPayment\":false,\"TxnDate\":\"")
                .append(made.toString(), 0, 10)
                .append('"');
        currency(out);
        out.append(",\"LinkedTxn\":[],\"Line\":[{\"Amount\":");
        money(total, out);
        out.append(",\"LinkedTxn\":[{\"TxnId\":\"")
                .append(paid + 1)
                .append("\",\"TxnType\":\"Invoice\"}],\"LineEx\":{\"any\":[]}}]}");
    }

    private void purchase(int i, Instant made, StringBuilder out) {
        head(i, made, out);
        ref("AccountRef", BANK, accountName(BANK), out);
        out.append(",\"PaymentType\":\"Check\"");
        int vendor = purchases.below(Math.max(1, spec.size("Vendor")), i, 3);
        out.append(",\"EntityRef\":{\"value\":\"")
                .append(vendor + 1)
                .append("\",\"name\":\"")
                .append(vendors.company(vendor))
                .append("\",\"type\":\"Vendor\"},\"TotalAmt\":");
        money(total(purchases, i), out);
        out.append(",\"PurchaseEx\":{\"any\":[]},\"DocNumber\":\"")
                .append(i + 1)
                .append("\",\"TxnDate\":\"")
                .append(made.toString(), 0, 10)
                .append('"');
        currency(out);
        out.append(",\"Line\":[");
        for (int line = 0; line < 3; line++) {
            int account = Math.min(
                    FIRST_OTHER + 1 + 2 * purchases.below(10, i, 30 + line), Math.max(0, spec.size("Account") - 1));
            out.append(line == 0 ? "{" : ",{")
                    .append("\"Id\":\"")
                    .append(line + 1)
                    .append("\",\"Description\":\"Line ")
                    .append(line + 1)
                    .append(" of purchase ")
                    .append(i)
                    .append("\",\"Amount\":");
            money(line(purchases, i, line), out);
            out.append(
                            ",\"DetailType\":\"AccountBasedExpenseLineDetail\",\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\"")
                    .append(account + 1)
                    .append("\",\"name\":\"")
                    .append(accountName(account))
                    .append("\"},\"BillableStatus\":\"NotBillable\",\"TaxCodeRef\":{\"value\":\"NON\"}}}");
        }
        out.append("]}");
    }

    private void journalEntry(int i, Instant made, StringBuilder out) {
        head(i, made, out);
        out.append(",\"Adjustment\":false,\"DocNumber\":\"")
                .append(i + 1)
                .append("\",\"TxnDate\":\"")
                .append(made.toString(), 0, 10)
                .append('"');
        currency(out);
        out.append(",\"TotalAmt\":0,\"PrivateNote\":\"Entry ")
                .append(i)
                .append(" of book ")
                .append(seed)
                .append("\",\"Line\":[");
        journalLine(0, FIRST_OTHER + 1, "Debit", line(entries, i, 0) + line(entries, i, 1), out);
        out.append(',');
        journalLine(1, BANK, "Credit", line(entries, i, 0), out);
        out.append(',');
        journalLine(2, 2, "Credit", line(entries, i, 1), out);
        out.append("],\"TxnTaxDetail\":{}}");
    }

    private static void journalLine(int id, int account, String side, long cents, StringBuilder out) {
        out.append("{\"Id\":\"").append(id).append("\",\"Description\":\"\",\"Amount\":");
        money(cents, out);
        out.append(",\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{\"PostingType\":\"")
                .append(side)
                .append("\",\"AccountRef\":{\"value\":\"")
                .append(account + 1)
                .append("\",\"name\":\"")
                .append(accountName(account))
                .append("\"}}}");
    }
}
