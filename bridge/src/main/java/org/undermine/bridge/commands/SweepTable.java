package org.undermine.bridge.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.undermine.agents.exact.Study;

/** Results of one model at many points, kept in a file. In CSV a column is the path to a number: optimum.lower. */
final class SweepTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ANSWERS = List.of("alpha", "gamma", "optimum", "ceiling", "honest", "seconds");

    private record Point(double alpha, double gamma) {}

    private final Path file;
    private final Map<Point, ObjectNode> rows = new LinkedHashMap<>();

    SweepTable(Path file, List<ObjectNode> known) {
        this.file = file;
        for (ObjectNode row : known)
            rows.put(new Point(row.path("alpha").asDouble(), row.path("gamma").asDouble()), row);
    }

    static SweepTable read(Path file) throws IOException {
        if (Files.notExists(file)) return new SweepTable(file, List.of());
        var known = new ArrayList<ObjectNode>();
        try {
            if (isJson(file)) for (JsonNode row : (ArrayNode) JSON.readTree(file.toFile())) known.add((ObjectNode) row);
            else known.addAll(parse(Files.readAllLines(file)));
        } catch (CharacterCodingException
                | JsonProcessingException
                | ClassCastException
                | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(file + " is there and holds no sweep; choose another file");
        }
        return new SweepTable(file, known);
    }

    int size() {
        return rows.size();
    }

    /** The result at a point: what the file holds, or a new one. */
    ObjectNode row(Study study, double alpha, double gamma, double epsilon) {
        var point = new Point(alpha, gamma);
        ObjectNode known = rows.get(point);
        if (known != null) return known;
        ObjectNode solved = study.attack(alpha, gamma, epsilon).summary();
        rows.put(point, solved);
        return solved;
    }

    /** @throws IllegalArgumentException one line, if the file holds results of another model or another width */
    void requireSame(Study study, double alpha, double gamma, double epsilon) {
        if (rows.isEmpty()) return;
        Map<String, String> mine = question(study.attack(alpha, gamma, epsilon).summary());
        Map<String, String> there = question(rows.values().iterator().next());
        for (String column : mine.keySet())
            if (!mine.get(column).equals(there.get(column)))
                throw new IllegalArgumentException(file + " holds another sweep: its " + column + " is "
                        + there.get(column) + ", not " + mine.get(column) + "; choose another file");
    }

    private static Map<String, String> question(ObjectNode row) {
        return flat(row.deepCopy().without(ANSWERS));
    }

    void write() throws IOException {
        var all = List.copyOf(rows.values());
        Path unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
        Files.writeString(unfinished, isJson(file) ? JSON.writeValueAsString(all) : csv(all));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    static String csv(List<ObjectNode> rows) {
        var text = new StringBuilder();
        for (ObjectNode row : rows) {
            Map<String, String> flat = flat(row);
            if (text.isEmpty()) text.append(String.join(",", flat.keySet())).append('\n');
            text.append(String.join(",", flat.values())).append('\n');
        }
        return text.toString();
    }

    private static Map<String, String> flat(JsonNode node) {
        var flat = new LinkedHashMap<String, String>();
        node.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isObject()) flat(value).forEach((name, text) -> flat.put(field.getKey() + "." + name, text));
            else flat.put(field.getKey(), value.isNull() ? "" : value.asText());
        });
        return flat;
    }

    private static List<ObjectNode> parse(List<String> lines) throws JsonProcessingException {
        var rows = new ArrayList<ObjectNode>();
        String[] columns = lines.get(0).split(",", -1);
        if (!List.of(columns).containsAll(List.of("protocol", "alpha", "gamma"))) throw new IndexOutOfBoundsException();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("undermine", "").put("protocol", "").putObject("parameters"); // first, and there if it is empty
            for (int i = 0; i < columns.length; i++) {
                String[] path = columns[i].split("\\.");
                ObjectNode parent = path.length == 1 ? row : row.withObject("/" + path[0]);
                parent.set(path[path.length - 1], value(cells[i]));
            }
            rows.add(row);
        }
        return rows;
    }

    private static JsonNode value(String cell) throws JsonProcessingException {
        if (cell.isEmpty()) return JsonNodeFactory.instance.nullNode();
        return cell.matches("-?[0-9].*") && !cell.matches(".*\\..*\\..*")
                ? JSON.readTree(cell)
                : JsonNodeFactory.instance.textNode(cell);
    }
}
