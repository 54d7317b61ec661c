package org.farandole.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandToTheRight() {
        // given
        Table table = new Table("node", "MiB", "address");

        // when
        table.row("rennes-1", 32768, "10.128.0.2").row("lyon-12", 512, "-");

        // then
        assertThat(table.lines())
                .containsExactly("node        MiB  address", "rennes-1  32768  10.128.0.2", "lyon-12     512  -");
    }

    @Test
    void anEmptyTableIsItsHeadings() {
        assertThat(new Table("ISP", "state").lines()).containsExactly("ISP  state");
    }

    @Test
    void aRowHasACellForEachHeading() {
        assertThatThrownBy(() -> new Table("a", "b").row("one")).isInstanceOf(IllegalArgumentException.class);
    }
}
