import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One Elasticsearch node on 127.0.0.1, without plugins: {@code java SearchServer FOLDER PORT MODULES}.
 *
 * <p>It writes as safely as any other node does, so that a test may kill it and find everything again.
 */
public final class SearchServer {
    private static final String NAME = "portal-tests";

    private SearchServer() {}

    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureESLogging();
        Settings settings = Settings.builder()
            .put("path.home", arguments[0])
            .put("http.port", arguments[1])
            .put("network.host", "127.0.0.1")
            .put("transport.port", "0")
            .put("discovery.type", "single-node")
            // A full disk of the machine that runs the tests is none of theirs.
            .put("cluster.routing.allocation.disk.threshold_enabled", false)
            .put("cluster.name", NAME)
            .put("node.name", NAME)
            .build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> NAME);
        PluginsLoader modules = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(Path.of(arguments[2])), Set.of(), Map.of());
        Node server = new Node(environment, modules);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> closeQuietly(server)));
        server.start();
        Thread.currentThread().join();
    }

    private static void closeQuietly(Node server) {
        try {
            server.close();
        } catch (IOException error) {
            System.err.println("The server did not close cleanly: " + error);
        }
    }
}
