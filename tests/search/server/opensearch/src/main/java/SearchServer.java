import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * One OpenSearch node on 127.0.0.1, without plugins: {@code java SearchServer FOLDER PORT}.
 *
 * <p>It writes as safely as any other node does, so that a test may kill it and find everything again.
 */
public final class SearchServer extends Node {
    private static final String NAME = "portal-tests";

    private SearchServer(Environment environment) {
        super(environment, List.of(Netty4Plugin.class), true);
    }

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.builder()
            .put("path.home", arguments[0])
            .put("http.port", arguments[1])
            .put("network.host", "127.0.0.1")
            .put("transport.port", "0")
            .put("transport.type", "netty4")
            .put("http.type", "netty4")
            .put("discovery.type", "single-node")
            // A full disk of the machine that runs the tests is none of theirs.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("cluster.name", NAME)
            .put("node.name", NAME)
            .build();
        SearchServer server =
            new SearchServer(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> NAME));
        Runtime.getRuntime().addShutdownHook(new Thread(server::closeQuietly));
        server.start();
        Thread.currentThread().join();
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException error) {
            System.err.println("The server did not close cleanly: " + error);
        }
    }
}
