package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.undermine.agents.exact.Checker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Verifies a result file without believing it: compiles the model anew and checks every certificate,"
                    + " with arithmetic rounded against the claim. Exit code 0 only if all hold."
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "what 'attack -o FILE' wrote")
    private String file;

    @Mixin
    private Common common;

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (Files.isDirectory(Path.of(file))) throw new IllegalArgumentException(file + " is a folder");
        try {
            List<String> proved = Checker.check(Path.of(file));
            if (common.json) console.json(verdict(proved, null));
            else if (!console.quiet()) proved.forEach(line -> console.print("%s", line));
            return 0;
        } catch (Checker.Refused e) {
            if (common.json) console.json(verdict(List.of(), e.getMessage()));
            console.refuse("refused: " + e.getMessage());
            return 1;
        }
    }

    private ObjectNode verdict(List<String> proved, String refused) {
        ObjectNode node =
                JsonNodeFactory.instance.objectNode().put("file", file).put("holds", refused == null);
        proved.forEach(node.putArray("proved")::add);
        return node.put("refused", refused);
    }
}
