package org.undermine.env.network;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.undermine.env.network.Topology.Link;
import org.undermine.env.network.Topology.Node;

/**
 * Topologies as GraphML files. Of a node {@code share} (a number) and {@code attacker} (true or false) are read, of an edge
 * {@code delay} (as {@link Delay#parse} reads it) and {@code order} (a number); other data is passed over.
 *
 * @see <a href="http://graphml.graphdrawing.org/">The GraphML file format</a>
 */
public final class GraphMl {
    private static final String SHARE = "share";
    private static final String ATTACKER = "attacker";
    private static final String DELAY = "delay";
    private static final String ORDER = "order";
    private static final int LARGEST = 1 << 26; // bytes

    private final Delay fallback;
    private final Map<String, String> keys = new HashMap<>(); // what the data of a key is called
    private final Map<String, String> defaults = new HashMap<>(); // by what it is called
    private final Map<String, Integer> numbers = new LinkedHashMap<>(); // of nodes
    private final List<Map<String, String>> nodes = new ArrayList<>();
    private final List<String[]> ends = new ArrayList<>();
    private final List<Map<String, String>> edges = new ArrayList<>();
    private final List<Boolean> oneWay = new ArrayList<>();
    private boolean directed;
    private boolean graph;

    private GraphMl(Delay fallback) {
        this.fallback = fallback;
    }

    /**
     * @param fallback the delay of links of which the file does not say any
     * @throws IllegalArgumentException one line, if the file is no GraphML or says what a topology cannot be
     */
    public static Topology read(Path file, Delay fallback) throws IOException {
        if (Files.isDirectory(file)) throw new IllegalArgumentException(file + " is a folder");
        if (Files.size(file) > LARGEST) throw new IllegalArgumentException(file + " is too large for a topology");
        try {
            return parse(Files.readAllBytes(file), fallback);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Reads the content of a file. */
    public static Topology parse(byte[] xml, Delay fallback) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        var reading = new GraphMl(fallback);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                reading.read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException(
                    "not GraphML, line " + e.getLocation().getLineNumber(), e);
        }
        return reading.topology();
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        String called = null;
        Map<String, String> data = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) throw refuse("it has a document type, which is not read");
            if (event == XMLStreamConstants.END_ELEMENT
                    && (xml.getLocalName().equals("node") || xml.getLocalName().equals("edge"))) data = null;
            if (event != XMLStreamConstants.START_ELEMENT) continue;
            switch (xml.getLocalName()) {
                case "key" -> {
                    called = attribute(xml, "attr.name");
                    keys.put(attribute(xml, "id"), called);
                }
                case "default" -> defaults.put(called, xml.getElementText().strip());
                case "graph" -> {
                    if (graph) throw refuse("it has several graphs; allowed: one");
                    graph = true;
                    directed = "directed".equals(xml.getAttributeValue(null, "edgedefault"));
                }
                case "node" -> nodes.add(data = node(attribute(xml, "id")));
                case "edge" -> edges.add(data = edge(xml));
                case "data" -> {
                    String name = keys.getOrDefault(attribute(xml, "key"), attribute(xml, "key"));
                    if (data != null) data.put(name, xml.getElementText().strip());
                }
                default -> {
                    // not about topology
                }
            }
        }
        if (!graph) throw refuse("it has no graph");
    }

    private Map<String, String> node(String id) {
        if (numbers.put(id, numbers.size()) != null) throw refuse("it has two nodes " + id);
        return new HashMap<>();
    }

    private Map<String, String> edge(XMLStreamReader xml) {
        ends.add(new String[] {attribute(xml, "source"), attribute(xml, "target")});
        String own = xml.getAttributeValue(null, "directed");
        oneWay.add(own == null ? directed : Boolean.parseBoolean(own));
        return new HashMap<>();
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        if (value == null) throw refuse("a " + xml.getLocalName() + " has no " + name);
        return value;
    }

    private Topology topology() {
        var named = new ArrayList<Node>();
        for (String id : numbers.keySet()) {
            Map<String, String> data = nodes.get(named.size());
            named.add(new Node(id, number(data, SHARE, Double.NaN), Boolean.parseBoolean(value(data, ATTACKER))));
        }
        var links = new ArrayList<Link>();
        for (int i = 0; i < ends.size(); i++) {
            int from = find(ends.get(i)[0]);
            int to = find(ends.get(i)[1]);
            String delay = value(edges.get(i), DELAY);
            Delay takes = delay == null ? fallback : Delay.parse(delay);
            double order = number(edges.get(i), ORDER, 0);
            links.add(new Link(from, to, takes, order));
            if (from != to && !oneWay.get(i)) links.add(new Link(to, from, takes, order));
        }
        return new Topology(named, links);
    }

    private int find(String id) {
        Integer number = numbers.get(id);
        if (number == null) throw refuse("an edge ends at node " + id + ", which there is not");
        return number;
    }

    private String value(Map<String, String> data, String name) {
        return data.getOrDefault(name, defaults.get(name));
    }

    private double number(Map<String, String> data, String name, double otherwise) {
        String value = value(data, name);
        if (value == null) return otherwise;
        try {
            return new BigDecimal(value).doubleValue();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " is " + (value.isEmpty() ? "''" : value) + "; allowed: a number", e);
        }
    }

    private static IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException(why);
    }

    // ---- writing

    /** What {@link #parse} reads as {@code topology}. */
    public static String write(Topology topology) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("graphml");
            xml.writeDefaultNamespace("http://graphml.graphdrawing.org/xmlns");
            key(xml, "node", SHARE, "double");
            key(xml, "node", ATTACKER, "boolean");
            key(xml, "edge", DELAY, "string");
            key(xml, "edge", ORDER, "double");
            line(xml, 1);
            xml.writeStartElement("graph");
            xml.writeAttribute("edgedefault", "directed");
            for (Node node : topology.nodes()) write(xml, node);
            for (Link link : topology.links()) write(xml, link, topology.nodes());
            line(xml, 1);
            xml.writeEndElement();
            line(xml, 0);
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text + "\n";
    }

    private static void key(XMLStreamWriter xml, String of, String name, String type) throws XMLStreamException {
        line(xml, 1);
        xml.writeEmptyElement("key");
        xml.writeAttribute("id", name);
        xml.writeAttribute("for", of);
        xml.writeAttribute("attr.name", name);
        xml.writeAttribute("attr.type", type);
    }

    private static void write(XMLStreamWriter xml, Node node) throws XMLStreamException {
        line(xml, 2);
        xml.writeStartElement("node");
        xml.writeAttribute("id", node.name());
        if (!Double.isNaN(node.share())) data(xml, SHARE, Double.toString(node.share()));
        if (node.attacker()) data(xml, ATTACKER, "true");
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, Link link, List<Node> nodes) throws XMLStreamException {
        line(xml, 2);
        xml.writeStartElement("edge");
        xml.writeAttribute("source", nodes.get(link.from()).name());
        xml.writeAttribute("target", nodes.get(link.to()).name());
        data(xml, DELAY, link.delay().toString());
        if (link.order() != 0) data(xml, ORDER, Double.toString(link.order()));
        xml.writeEndElement();
    }

    private static void data(XMLStreamWriter xml, String key, String value) throws XMLStreamException {
        xml.writeStartElement("data");
        xml.writeAttribute("key", key);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }
}
