package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import org.undermine.protocols.Skeleton;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        sortOptions = false,
        description = "Writes NAME.java here, a protocol to begin with: commented rules that work as they are.")
final class NewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "of the protocol, such as Mine; of its record, and so of the file")
    private String name;

    @Option(names = "--votes", description = "blocks that collect votes, instead of a chain and nothing else")
    private boolean votes;

    @Mixin
    private Common common;

    private final Console console;

    NewCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        String text = Skeleton.of(name, votes);
        String file = name + ".java";
        try {
            Files.writeString(Path.of(file), text, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(file + " is there already, and is left as it is");
        }
        if (common.json) console.json(JsonNodeFactory.instance.objectNode().put("file", file));
        else if (!console.quiet()) console.print("%s is written. Try:  undermine attack %s --alpha 0.35", file, file);
        return 0;
    }
}
