package io.ledgersync.sandbox.books.qbo.kind;

import java.util.List;

/** The chart of accounts, by place: first the accounts with a part to play, then sales and expenses in turn. */
public final class Chart {
    public static final int CHECKING = 0;
    public static final int RECEIVABLE = 1;
    public static final int PAYABLE = 2;
    public static final int SALES = 3;
    public static final int EXPENSES = 4;
    public static final int SAVINGS = 5;
    public static final int CARD = 6;
    public static final int SALES_TAX = 7;

    private static final List<Role> ROLES = List.of(
            new Role("Checking", "Bank", "Checking", "Asset"),
            new Role("Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable", "Asset"),
            new Role("Accounts Payable (A/P)", "Accounts Payable", "AccountsPayable", "Liability"),
            new Role("Sales 3", "Income", "SalesOfProductIncome", "Revenue"),
            new Role("Expenses 4", "Expense", "OfficeGeneralAdministrativeExpenses", "Expense"),
            new Role("Savings", "Bank", "Savings", "Asset"),
            new Role("Mastercard", "Credit Card", "CreditCard", "Liability"),
            new Role("Sales Tax Payable", "Other Current Liability", "GlobalTaxPayable", "Liability"),
            new Role("Retained Earnings", "Equity", "RetainedEarnings", "Equity"),
            new Role("Office Equipment", "Fixed Asset", "FurnitureAndFixtures", "Asset"));

    private final int size;

    Chart(int size) {
        this.size = size;
    }

    /** What an account is. */
    public record Role(String name, String type, String subType, String classification) {}

    /** An account, or the last one of a chart that is shorter. */
    public int place(int account) {
        return Math.min(account, Math.max(0, size - 1));
    }

    public static String id(int account) {
        return Integer.toString(account + 1);
    }

    public static Role role(int account) {
        if (account < ROLES.size()) {
            return ROLES.get(account);
        }
        return account % 2 == 1
                ? new Role("Sales " + account, "Income", "SalesOfProductIncome", "Revenue")
                : new Role("Expenses " + account, "Expense", "OfficeGeneralAdministrativeExpenses", "Expense");
    }

    /** An account for a line of costs: chance decides. */
    int cost(int chance) {
        int others = Math.max(0, (size - ROLES.size() + 1) / 2);
        return place(others == 0 ? EXPENSES : ROLES.size() + 2 * (chance % others));
    }

    /** Writes a reference to an account. */
    public void reference(String name, int account, Json json) {
        int place = place(account);
        json.reference(name, id(place), role(place).name());
    }
}
