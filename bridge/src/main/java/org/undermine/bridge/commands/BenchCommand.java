package org.undermine.bridge.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.Callable;
import org.undermine.bridge.bench.Benchmark;
import org.undermine.bridge.bench.Benchmarks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "bench",
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Runs benchmarks, ways to do one job side by side: medians, and ratios to the first way.",
            "The single Gymnasium environment has its own: ./undermine python -m undermine.bench"
        })
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "env, vector, explore, sweep, network, learn or update; without a name all, in five minutes")
    private String name;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "measurements of each way, 1 to 1000, after one to warm up (default: 3)")
    private String rounds;

    @Mixin
    private Common common;

    private final Console console;

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        int times = (int) Numbers.whole("rounds", rounds, 1, 1000);
        List<Benchmark> chosen = name == null ? Benchmarks.all() : List.of(Benchmarks.named(name));
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (Benchmark benchmark : chosen) {
            List<Benchmark.Row> rows;
            try (var progress = console.progress(
                    benchmark.name(), "done", (long) benchmark.contestants().size() * (times + 1))) {
                rows = benchmark.run(times, progress::at);
            }
            if (common.json) rows.forEach(row -> add(all, benchmark, row));
            else print(benchmark, rows, times);
        }
        if (common.json) console.json(all);
        return 0;
    }

    private static void add(ArrayNode all, Benchmark benchmark, Benchmark.Row row) {
        all.addObject()
                .put("benchmark", benchmark.name())
                .put("contestant", row.contestant())
                .put("median", row.median())
                .put("unit", benchmark.unit())
                .put("ratio", row.ratio());
    }

    private void print(Benchmark benchmark, List<Benchmark.Row> rows, int times) {
        console.print("%s: %s; median of %d", benchmark.name(), benchmark.what(), times);
        for (Benchmark.Row row : rows)
            console.print(
                    "  %-28s %14s %-8s  x %.2f", row.contestant(), number(row.median()), benchmark.unit(), row.ratio());
        console.print("");
    }

    private static String number(double x) {
        return x < 1000 ? String.format(java.util.Locale.ROOT, "%.2f", x) : Sizes.count(x);
    }
}
