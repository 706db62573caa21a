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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.undermine.agents.Version;
import org.undermine.agents.exact.Sweep.Place;
import org.undermine.env.Scenario;

/**
 * Results of models at many points, kept in a file. In CSV a column is the path to a number, optimum.lower, and empty in rows of
 * models that have no such number; a line that was cut off is left out.
 */
final class SweepTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> QUESTION = List.of("undermine", "protocol", "parameters", "attack", "epsilon");
    private static final List<String> COLUMNS = List.of(
            "undermine",
            "protocol",
            "parameters",
            "attack",
            "alpha",
            "gamma",
            "epsilon",
            "model",
            "optimum",
            "ceiling",
            "honest",
            "seconds");
    private static final Pattern CELL = Pattern.compile("\"((?:[^\"]|\"\")*)\"(?:,|$)|([^,]*)(?:,|$)");

    /** What a row is the answer to. */
    private record Question(Map<String, String> model, Place place) {
        static Question of(ObjectNode row) {
            var place =
                    new Place(row.path("alpha").asDouble(), row.path("gamma").asDouble());
            return new Question(flat(row.deepCopy().retain(QUESTION)), place);
        }
    }

    private final Path file;
    private final Map<Question, ObjectNode> rows = new LinkedHashMap<>();

    private SweepTable(Path file, List<ObjectNode> known) {
        this.file = file;
        for (ObjectNode row : known) rows.put(Question.of(row), row);
    }

    /** @param file null for none */
    static SweepTable read(Path file) throws IOException {
        if (file == null || Files.notExists(file)) return new SweepTable(file, List.of());
        var known = new ArrayList<ObjectNode>();
        try {
            if (isJson(file)) for (JsonNode row : (ArrayNode) JSON.readTree(file.toFile())) known.add((ObjectNode) row);
            else known.addAll(parse(Files.readString(file)));
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

    /** What the table holds of a point; null if nothing. */
    ObjectNode row(Scenario scenario, double epsilon, Place place) {
        return rows.get(new Question(model(scenario, epsilon), place));
    }

    void add(ObjectNode row) {
        rows.put(Question.of(row), row);
    }

    private static Map<String, String> model(Scenario scenario, double epsilon) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put("undermine", Version.UNDERMINE).put("protocol", scenario.protocol());
        scenario.parameters().forEach(row.putObject("parameters")::putPOJO);
        scenario.attack().forEach(row.putObject("attack")::putPOJO);
        return flat(row.put("epsilon", epsilon));
    }

    /** @throws IllegalArgumentException one line, if the file holds results of a model that is none of these, or of another width */
    void requireOnly(List<Scenario> scenarios, double epsilon) {
        List<Map<String, String>> mine =
                scenarios.stream().map(s -> model(s, epsilon)).toList();
        for (Question there : rows.keySet()) if (!mine.contains(there.model)) throw other(there.model, mine.get(0));
    }

    private IllegalArgumentException other(Map<String, String> there, Map<String, String> mine) {
        var columns = new LinkedHashSet<>(mine.keySet());
        columns.addAll(there.keySet());
        for (String column : columns)
            if (!mine.getOrDefault(column, "none").equals(there.getOrDefault(column, "none")))
                return new IllegalArgumentException(
                        file + " holds another sweep: its " + column + " is " + there.getOrDefault(column, "none")
                                + ", not " + mine.getOrDefault(column, "none") + "; choose another file");
        throw new AssertionError("two models of one description");
    }

    /** @throws IllegalArgumentException one line, if the rows of a scenario are of another model than {@code digest} */
    void requireSame(Scenario scenario, double epsilon, String digest) {
        Map<String, String> mine = model(scenario, epsilon);
        rows.forEach((question, row) -> {
            String there = row.path("model").path("digest").asText();
            if (question.model.equals(mine) && !there.equals(digest))
                throw new IllegalArgumentException(
                        file + " holds a sweep of " + scenario.protocol() + " with other rules; choose another file");
        });
    }

    /** Writes {@code first}, and after them whatever else is known. */
    void write(List<ObjectNode> first) throws IOException {
        var all = new LinkedHashSet<>(first);
        all.addAll(rows.values());
        var list = List.copyOf(all);
        OutputFile.write(file, isJson(file) ? JSON.writeValueAsString(list) : csv(list));
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json");
    }

    static String csv(List<ObjectNode> rows) {
        var columns = new LinkedHashSet<String>();
        for (ObjectNode row : rows) columns.addAll(flat(row).keySet());
        List<String> sorted = columns.stream()
                .sorted(Comparator.comparing(column -> COLUMNS.indexOf(column.split("\\.")[0])))
                .toList();
        var text = new StringBuilder(String.join(",", sorted)).append('\n');
        for (ObjectNode row : rows) {
            Map<String, String> flat = flat(row);
            text.append(String.join(
                            ",",
                            sorted.stream()
                                    .map(column -> cell(flat.getOrDefault(column, "")))
                                    .toList()))
                    .append('\n');
        }
        return text.toString();
    }

    private static String cell(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
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

    private static List<ObjectNode> parse(String text) throws JsonProcessingException {
        var rows = new ArrayList<ObjectNode>();
        int complete = text.lastIndexOf('\n') + 1;
        List<String> lines = text.substring(0, complete).lines().toList();
        List<String> columns = cells(lines.get(0));
        if (!columns.containsAll(List.of("protocol", "alpha", "gamma"))) throw new IndexOutOfBoundsException();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            ObjectNode row = JsonNodeFactory.instance.objectNode();
            row.put("undermine", "").put("protocol", "").putObject("parameters"); // first, and there if it is empty
            for (int i = 0; i < columns.size(); i++) {
                String[] path = columns.get(i).split("\\.");
                if (path.length > 1 && cells.get(i).isEmpty()) continue;
                ObjectNode parent = path.length == 1 ? row : row.withObject("/" + path[0]);
                parent.set(path[path.length - 1], value(cells.get(i)));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        var cells = new ArrayList<String>();
        var cell = CELL.matcher(line);
        for (int from = 0; from <= line.length() && cell.find(from); from = Math.max(cell.end(), from + 1)) {
            cells.add(cell.group(1) != null ? cell.group(1).replace("\"\"", "\"") : cell.group(2));
            if (cell.end() == line.length() && !line.endsWith(",")) break;
        }
        return cells;
    }

    private static JsonNode value(String cell) throws JsonProcessingException {
        if (cell.isEmpty()) return JsonNodeFactory.instance.nullNode();
        return cell.matches("-?[0-9][0-9.eE+-]*") && !cell.matches(".*\\..*\\..*")
                ? JSON.readTree(cell)
                : JsonNodeFactory.instance.textNode(cell);
    }
}
