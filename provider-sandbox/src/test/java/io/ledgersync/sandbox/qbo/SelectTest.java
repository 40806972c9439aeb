package io.ledgersync.sandbox.qbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectTest {
    @Test
    void readsAQueryWhole() throws Select.Refused {
        Select select = Select.parse(
                "SELECT * FROM Invoice WHERE MetaData.CreateTime >= '2026-11-23T08:00:05Z' AND MetaData.CreateTime < '2026-11-24T00:00:00-08:00'"
                        + " ORDERBY MetaData.CreateTime STARTPOSITION 1001 MAXRESULTS 1000");
        assertThat(select.entity()).isEqualTo("Invoice");
        assertThat(select.count()).isFalse();
        assertThat(select.createdFrom()).isEqualTo(Instant.parse("2026-11-23T08:00:05Z"));
        assertThat(select.createdBefore()).isEqualTo(Instant.parse("2026-11-24T08:00:00Z"));
        assertThat(select.orderBy()).isEqualTo("metadata.createtime");
        assertThat(select.descending()).isFalse();
        assertThat(select.startPosition()).isEqualTo(1001);
        assertThat(select.maxResults()).isEqualTo(1000);
    }

    @Test
    void aHundredFromTheFirstIsTheDefaultAndAThousandTheMost() throws Select.Refused {
        Select select = Select.parse("select * from Account");
        assertThat(select.startPosition()).isEqualTo(1);
        assertThat(select.maxResults()).isEqualTo(100);
        assertThat(select.active()).isNull();
        assertThat(Select.parse("select * from Account maxresults 5000").maxResults())
                .isEqualTo(1000);
    }

    @Test
    void readsCountsListsAndOrders() throws Select.Refused {
        assertThat(Select.parse("SELECT count(*) FROM Account WHERE Active IN (true, false)")
                        .count())
                .isTrue();
        assertThat(Select.parse("SELECT COUNT(*) FROM Account WHERE Active IN (true, false)")
                        .active())
                .containsExactlyInAnyOrder(true, false);
        assertThat(Select.parse("SELECT * FROM Invoice WHERE Id IN ('1','2') MAXRESULTS 1000")
                        .ids())
                .containsExactly("1", "2");
        assertThat(Select.parse("SELECT * FROM Invoice WHERE Id = '7'").ids()).containsExactly("7");
        assertThat(Select.parse("SELECT * FROM Invoice ORDER BY MetaData.LastUpdatedTime DESC")
                        .descending())
                .isTrue();
    }

    @Test
    void boundsAreWholeSecondsOfTheirOwnZone() throws Select.Refused {
        Select select = Select.parse(
                "SELECT * FROM Invoice WHERE MetaData.LastUpdatedTime > '2026-11-23T08:00:05-08:00' AND MetaData.LastUpdatedTime <= '2026-11-23'");
        assertThat(select.updatedFrom()).isEqualTo(Instant.parse("2026-11-23T16:00:06Z"));
        assertThat(select.updatedBefore()).isEqualTo(Instant.parse("2026-11-23T00:00:01Z"));
        Select exact = Select.parse("SELECT * FROM Invoice WHERE MetaData.CreateTime = '2026-11-23T08:00:05Z'");
        assertThat(exact.createdFrom()).isEqualTo(Instant.parse("2026-11-23T08:00:05Z"));
        assertThat(exact.createdBefore()).isEqualTo(Instant.parse("2026-11-23T08:00:06Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT",
                "SELECT * FROM",
                "DELETE FROM Invoice",
                "SELECT * FROM Invoice WHERE",
                "SELECT * FROM Invoice WHERE Id",
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
        assertThatExceptionOfType(Select.Refused.class)
                .isThrownBy(() -> Select.parse(query))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
