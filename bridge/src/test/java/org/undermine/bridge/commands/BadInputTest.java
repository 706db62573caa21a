package org.undermine.bridge.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's mistake is one line that names the value and what is allowed, and exit code 2; nothing is written. */
class BadInputTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gateway                                            | missing: --token-file FILE",
                "gateway --token-file /nowhere/g                    | cannot write /nowhere/g",
                "gateway --token-file gateway                       | started by the launcher: ./undermine gateway",
                "attack nakamoto --alpha 1.5                        | alpha is 1.5; allowed: 0 to 1",
                "attack nakamoto --alpha -0.1                       | alpha is -0.1; allowed: 0 to 1",
                "attack nakamoto --alpha nan                        | alpha is nan; allowed: 0 to 1",
                "attack nakamoto --alpha NaN                        | alpha is NaN; allowed: 0 to 1",
                "attack nakamoto --alpha 1/0                        | alpha is 1/0; allowed: 0 to 1",
                "attack nakamoto --alpha=                           | alpha is ''; allowed: 0 to 1",
                "attack nakamoto --alpha .3 --gamma 2               | gamma is 2; allowed: 0 to 1",
                "attack nakamoto --alpha .3 --cutoff 0              | cutoff is 0; allowed: whole numbers from 1",
                "attack nakamoto --alpha .3 --cutoff 1e9            | cutoff is 1e9; allowed: whole numbers from 1",
                "attack nakamoto --alpha .3 --cutoff 1000000        | cutoff is 1000000: at least about",
                "attack nakamoto --alpha .3 --cutoff 1000000 --space free | cutoff is 1000000: at least about",
                "attack nakamoto --alpha .3 --cutoff 1000000 --space fc16 | this Java has",
                "attack nakamotto --alpha .3                        | did you mean nakamoto?",
                "attack --k 8 nakamotto --alpha .3                  | did you mean nakamoto?",
                "attack nakamoto --alpha .3 --cutof 8               | did you mean --cutoff?",
                "attack nakamoto --alpha .3 --k 8                   | unknown option --k (allowed: --alpha",
                "attack nakamoto --alpha .3 -x                      | unknown option -x",
                "attack nakamoto --alpha .3 --space fre             | did you mean free?",
                "attack nakamoto --alpha .3 --objective tim         | did you mean time?",
                "attack nakamoto --alpha .3 --own ignored           | unknown own ignored",
                "attack nakamoto --alpha .3 --epsilon 0             | epsilon is 0; allowed: 1e-10 to 1",
                "attack nakamoto --alpha .3 --threads 0             | threads is 0; allowed: whole numbers 1 to",
                "attack nakamoto --alpha .3 --alpha .4              | --alpha is given twice",
                "attack nakamoto --alpha                            | missing: --alpha SHARE",
                "attack nakamoto                                    | alpha is missing",
                "attack nakamoto twice --alpha .3                   | 'twice' is one word too many",
                "attack                                             | the protocol is missing; allowed: nakamoto",
                "attack nakamoto --alpha .3 -o /nowhere/x.json      | cannot write /nowhere/x.json: there is no folder",
                "attack nakamoto --alpha .3 -o /dev/null            | cannot write /dev/null: it is not a regular file",
                "attack nakamoto --alpha .3 -o /proc/x.json         | cannot write /proc/x.json: its folder is not writable",
                "atack nakamoto                                     | unknown command atack; did you mean attack?",
                "--versoin                                          | did you mean --version?",
                "check /nowhere.json                                | there is no file /nowhere.json",
                "check /                                            | / is a folder",
                "evaluate nakamoto --policy sm2 --alpha .3          | did you mean sm1?",
                "evaluate nakamoto --policy sm1                     | alpha is missing",
                "evaluate nakamoto --policy sm1 -a .3 --steps 1.5   | steps is 1.5; allowed: whole numbers from 100",
                "evaluate nakamoto --policy sm1 -a .3 --seed x      | seed is x; allowed: whole numbers",
                "evaluate nakamoto --policy sm1 -a .3 --width 2     | width is 2; allowed: 1e-7 to 1",
                "evaluate nakamoto -p sm1 -a .3 --width .1 -n 200   | --steps and --width are both given",
                "evaluate parallel --k 8 -p honest -a .3 -o x.json  | would be too large to prove anything",
                "attack nakamoto --alpha .3 --start sm2             | did you mean sm1?",
                "explain                                            | missing: FILE, a trained agent",
                "explain /nowhere.zip                               | there is no file /nowhere.zip",
                "explain /                                          | / is a folder",
                "explain /nowhere.zip --lines 0                     | lines is 0; allowed: whole numbers 1 to",
                "explain /nowhere.zip --within 2                    | within is 2; allowed: 0 to 1",
                "play nakamoto                                      | alpha is missing",
                "play nakamoto -a .3 --policy sm2                   | did you mean sm1?",
                "play nakamoto -a .3 --policy sm1 --space free      | unknown policy sm1",
                "play nakamoto -a .3 --steps 0                      | steps is 0; allowed: whole numbers 1 to 10000",
                "play nakamoto -a .3 --seed x                       | seed is x; allowed: whole numbers",
                "play parallel -a .3 --k 0                          | k is 0; allowed: 1 to",
                "play ghostdag -a .3 --space withholding            | unknown space withholding",
                "play Nowhere.java -a .3                            | there is no file Nowhere.java",
                "sweep nakamoto                                     | missing: --alpha SHARES",
                "sweep nakamoto --alpha .1:.4                       | alpha is .1:.4; allowed: a share, several",
                "sweep nakamoto --alpha .1:.4:0                     | allowed: from:to:step in decimals",
                "sweep nakamoto --alpha .1:.4:1e-300                | at most 100000 values",
                "sweep nakamoto --alpha .1,,.2                      | alpha is ''",
                "break-even nakamoto --gamma 1:2:1                  | gamma is 2; allowed: 0 to 1",
                "break-even nakamoto --alpha .3                     | alpha is .3; allowed: only with --of",
                "break-even hfm --of v                              | alpha is missing; --of v takes one or several",
                "break-even hfm --of rho --alpha .3                 | of is rho; allowed: alpha, v",
                "attack hfm --alpha .3 --w .1 --t 100000000         | allowed: 1000",
                "train nakamoto --alpha .4 --agent dqm              | did you mean dqn?",
                "train nakamoto --alpha .4 --seconds 0              | seconds is 0; allowed: 0.001 to",
                "train nakamoto --alpha .4 --gap 101                | gap is 101; allowed: 0 to 100",
                "train nakamoto --alpha .4 --agent ppo --learn ra   | learn is ra; allowed: ratio, termination, episode",
                "train nakamoto --alpha .4 --threads 0              | threads is 0; allowed: whole numbers 1 to 1024",
                "train nakamoto --alpha .4 --learn ratio            | learn and horizon are for ppo, not dqn",
                "train nakamoto --alpha .4 --resume nowhere.zip     | there is no file nowhere.zip",
                "train nakamoto --alpha .4 --steps -1               | steps is -1; allowed: whole numbers from 1",
                "train nakamoto --alpha .4 -o /dev/null             | it is not a regular file",
                "train nakamoto --alpha .4:.2                       | alpha is .4:.2; allowed: low:high, the lesser first",
                "train nakamoto --alpha .2:.4:.1                    | alpha is .2:.4:.1; allowed: a share or low:high",
                "train nakamoto --alpha .2:2                        | alpha is 2; allowed: 0 to 1",
                "train nakamoto --alpha .2:.4 --agent q             | alpha is 0.2:0.4, gamma 0.5: for a range there is ppo",
                "train nakamoto --alpha .4 --agent ppo --horizon 9  | horizon is 9, but there are no episodes where",
                "train nakamoto                                     | alpha is missing",
                "bench sweeep                                       | did you mean sweep?",
                "python                                             | ./undermine python"
            })
    void is_one_line(String line, String says) {
        String refusal = Typed.line(line).refusal(2);
        assertTrue(refusal.contains(says), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "{\"undermine\": \"0.1.0\"", "{}", "[]", "", "\0\1\2"})
    void a_file_that_is_no_result_is_refused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("x.json"), content);
        assertTrue(Typed.run("check", file.toString()).refusal(2).contains("is not a result file"));
        assertTrue(Typed.run("evaluate", "nakamoto", "--policy", file.toString())
                .refusal(2)
                .contains("is not a result file"));
    }

    @Test
    void nothing_is_written() throws IOException {
        String file = folder.resolve("x.json").toString();
        Typed.run("attack", "nakamoto", "--alpha", "1.5", "-o", file).refusal(2);
        Typed.run("attack", "nakamoto", "--alpha", ".3", "--cutoff", "1000000", "-o", file)
                .refusal(2);
        Typed.run("attack", "nakamoto", "--alpha", ".3", "-o", folder.toString())
                .refusal(2);
        Typed.run("sweep", "nakamoto", "--alpha", "0.1,2", "-o", file).refusal(2);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }
}
