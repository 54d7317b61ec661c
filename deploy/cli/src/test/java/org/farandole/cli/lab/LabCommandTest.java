package org.farandole.cli.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.farandole.cli.RecordedTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scripts say and how they end comes out as that of any other command. */
class LabCommandTest {

    @TempDir
    Path root;

    private RecordedTerminal terminal;

    @BeforeEach
    void aTree() {
        terminal = new RecordedTerminal(root);
    }

    @Test
    void givesTheScriptWhatWasAskedForAndShowsItsSteps() throws IOException {
        // given
        script("up", "echo \"$*\" > asked; echo 'the network'");

        // when
        int status = terminal.run("lab", "up", "6", "--transport", "tls");

        // then
        assertThat(status).isZero();
        assertThat(root.resolve("asked")).hasContent("6 no tls");
        assertThat(terminal.out()).contains("the network", "6 nodes answer after", "with libvirt by tls");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void asksForFourNodesByTcpUnlessToldOtherwise() throws IOException {
        // given
        script("up", "echo \"$*\" > asked");

        // when
        int status = terminal.run("lab", "up");

        // then
        assertThat(status).isZero();
        assertThat(root.resolve("asked")).hasContent("4 no tcp");
        assertThat(terminal.out()).contains("for the laboratory only");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "4, 4", "77, 1"})
    void failsAsTheScriptDoesAndSaysWhatItSaid(int ended, int expected) throws IOException {
        // given
        script("up", "echo 'farandole: no disk is left: make room' >&2; exit " + ended);

        // when
        int status = terminal.run("lab", "up", "--bare");

        // then
        assertThat(status).isEqualTo(expected);
        assertThat(terminal.err()).isEqualToIgnoringNewLines("farandole: no disk is left: make room");
    }

    @Test
    void saysWhichScriptFailedWithoutAWord() throws IOException {
        // given
        script("down", "exit 5");

        // when
        int status = terminal.run("lab", "down");

        // then
        assertThat(status).isEqualTo(1);
        assertThat(terminal.err()).contains("deploy/lab/down failed (status 5)").hasLineCount(1);
    }

    @Test
    void purgesOnlyWhenAsked() throws IOException {
        // given
        script("down", "echo \"asked: $*.\"");

        // when
        terminal.run("lab", "down");
        terminal.run("lab", "down", "--purge");

        // then
        assertThat(terminal.out().lines()).containsExactly("asked: .", "asked: --purge.");
    }

    @Test
    void showsTheNodesAndIsContentIfAllAreWell() throws IOException {
        // given
        script("status", "printf 'east-1\\teast\\t10.157.1.11\\tup\\tanswers\\t3\\t412\\t50\\n'");

        // when
        int status = terminal.run("lab", "status", "--json");

        // then
        assertThat(status).isZero();
        assertThat(terminal.out()).contains("\"node\" : \"east-1\"", "\"guests\" : 3", "\"usedMiB\" : 412");
    }

    @Test
    void namesTheNodesThatAreNotWell() throws IOException {
        // given
        script("status", """
                printf 'east-1\\teast\\t10.157.1.11\\tup\\tanswers\\t3\\t412\\t50\\n'
                printf 'west-1\\twest\\t10.157.2.11\\tup\\tsilent\\t2\\t300\\t50\\n'
                printf 'east-2\\teast\\t10.157.1.12\\tdown\\tnone\\t0\\t0\\t50\\n'""");

        // when
        int status = terminal.run("lab", "status");

        // then
        assertThat(status).isEqualTo(1);
        assertThat(terminal.out()).hasLineCount(4).contains("10.157.2.11");
        assertThat(terminal.err()).contains("not well: west-1, east-2:").hasLineCount(1);
    }

    @Test
    void needsItsScripts() {
        // when
        int status = terminal.run("lab", "status");

        // then
        assertThat(status).isEqualTo(4);
        assertThat(terminal.err()).contains("deploy/lab/status").hasLineCount(1);
    }

    /** A script in the tree's place for it; it runs in the tree's root. */
    private void script(String name, String body) throws IOException {
        Path folder = Files.createDirectories(root.resolve("deploy/lab"));
        Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\ncd \"" + root + "\"\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
