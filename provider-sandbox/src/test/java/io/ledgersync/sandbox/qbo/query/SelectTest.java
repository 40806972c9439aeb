package io.ledgersync.sandbox.qbo.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectTest {
    @Test
    void readsAQueryWhole() throws QueryRefused {
        Select select =
                Select.parse("SELECT * FROM Invoice WHERE MetaData.CreateTime >= '2026-11-23T08:00:05Z' AND TxnDate <"
                        + " '2026-11-24' ORDERBY MetaData.CreateTime DESC STARTPOSITION 1001 MAXRESULTS 1000");
        assertThat(select.entity()).isEqualTo(Entities.INVOICE);
        assertThat(select.count()).isFalse();
        assertThat(select.where()).hasSize(2);
        assertThat(select.order()).isEqualTo(new Select.Order(Property.CREATED, true));
        assertThat(select.startPosition()).isEqualTo(1001);
        assertThat(select.maxResults()).isEqualTo(1000);
    }

    @Test
    void aHundredFromTheFirstIsTheDefaultAndAThousandTheMost() throws QueryRefused {
        Select select = Select.parse("select * from Account");
        assertThat(select.startPosition()).isEqualTo(1);
        assertThat(select.maxResults()).isEqualTo(100);
        assertThat(Select.parse("select * from Account maxresults 5000").maxResults())
                .isEqualTo(1000);
    }

    @Test
    void quotedValuesHoldCommasWordsOfTheLanguageAndEscapedQuotes() throws QueryRefused {
        Select select = Select.parse(
                "select * from Customer where DisplayName in ('A, B and C', 'O\\'Neil orderby', ') ') and Active = true");
        assertThat(select.where()).hasSize(2);
        assertThat(select.where().get(0).values()).containsExactly("A, B and C", "O'Neil orderby", ") ");
    }

    @Test
    void onlyThePercentSignStandsForAnything() throws QueryRefused {
        Condition like = Select.parse("select * from Customer where DisplayName like '%a.b%'")
                .where()
                .get(0);
        assertThat(like.holds("xa.by")).isTrue();
        assertThat(like.holds("xaxby")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT",
                "SELECT * FROM",
                "DELETE FROM Invoice",
                "SELECT * FROM Nothing",
                "SELECT Id FROM Invoice",
                "SELECT * FROM Invoice WHERE",
                "SELECT * FROM Invoice WHERE Id",
                "SELECT * FROM Invoice WHERE Id = '1' OR Id = '2'",
                "SELECT * FROM Invoice WHERE Id = '1",
                "SELECT * FROM Invoice MAXRESULTS 5 STARTPOSITION 1",
                "SELECT * FROM Invoice STARTPOSITION -1",
                "SELECT * FROM Invoice WHERE MetaData.CreateTime > 'yesterday'"
            })
    void whatIsNotAQueryIs4000(String query) {
        refused(query, "4000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM Invoice STARTPOSITION 0",
                "SELECT * FROM Invoice STARTPOSITION 99999999999",
                "SELECT * FROM Invoice MAXRESULTS 99999999999",
                "SELECT * FROM Invoice WHERE PrivateNote = 'x'",
                "SELECT * FROM Invoice WHERE Id > '1'",
                "SELECT * FROM Invoice ORDERBY PrivateNote"
            })
    void aWrongPropertyOrValueIs4001(String query) {
        refused(query, "4001");
    }

    private static void refused(String query, String code) {
        assertThatExceptionOfType(QueryRefused.class)
                .isThrownBy(() -> Select.parse(query))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
