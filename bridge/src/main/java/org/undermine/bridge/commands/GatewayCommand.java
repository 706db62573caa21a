package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "gateway",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Serves Python processes of yours until interrupted, so that they share one JVM instead of each starting"
                    + " its own: undermine.connect(FILE), or UNDERMINE_GATEWAY=FILE in their environment.",
            "What a process held is released when it ends or is killed."
        })
final class GatewayCommand implements Callable<Integer> {
    private static final String NAME = "undermine-gateway"; // the first word of what a token file holds

    /** For where a gateway cannot be started: inside of one. */
    static final Supplier<String> NONE = () -> {
        throw new IllegalArgumentException("gateway is started by the launcher: ./undermine gateway");
    };

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            required = true,
            description = "where to say how it is reached, for you alone to read; removed at the end")
    private String typed;

    @Mixin
    private Common common;

    private final Console console;
    private final Supplier<String> gateway;

    GatewayCommand(Console console, Supplier<String> gateway) {
        this.console = console;
        this.gateway = gateway;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path file = OutputFile.of(typed);
        refuseLiving(file);
        String line = gateway.get();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(file, line)));
        console.finish(); // to be interrupted is its way to end
        OutputFile.write(file, line + "\n");
        if (common.json) console.json(JsonNodeFactory.instance.objectNode().put("file", file.toString()));
        else console.note("serving; in Python: undermine.connect(\"%s\")", file);
        Thread.currentThread().join(); // until interrupted
        return 0;
    }

    /** Overwriting a file would hide the gateway that wrote it; one that was killed could not remove its own. */
    private void refuseLiving(Path file) throws IOException {
        if (Files.notExists(file)) return;
        String[] words = Files.readString(file).strip().split(" ");
        if (!words[0].equals(NAME))
            throw new IllegalArgumentException(typed + " is something else than a token file; choose another name");
        long process = Long.parseLong(words[words.length - 1]);
        if (ProcessHandle.of(process).isPresent())
            throw new IllegalArgumentException(typed + " is the token file of process " + process
                    + ", which is alive; end it or choose another name");
    }

    private static void remove(Path file, String line) {
        try {
            if (Files.readString(file).strip().equals(line)) Files.delete(file);
        } catch (IOException e) {
            // somebody else did
        }
    }
}
