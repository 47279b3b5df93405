import cn.authing.sdk.java.client.AuthenticationClient;
import cn.authing.sdk.java.client.ManagementClient;
import cn.authing.sdk.java.model.AuthenticationClientOptions;
import cn.authing.sdk.java.model.ManagementClientOptions;
import cn.hutool.log.dialect.console.ConsoleLog;
import cn.hutool.log.level.Level;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Speaks for the official Java client: reads {"open", ...} and {"client", "method", "args"} from its input, a line each. */
public class Client {
  /** What it takes as one text for a query, the stories have as a list: its programs put commas between. */
  private static final JsonDeserializer<String> JOINED =
      new JsonDeserializer<String>() {
        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
          if (!parser.isExpectedStartArrayToken()) return parser.getValueAsString();
          return String.join(",", parser.readValueAs(String[].class));
        }
      };

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .configure(SerializationFeature.FAIL_ON_EMPTY_BEANS, false)
          .registerModule(new SimpleModule().addDeserializer(String.class, JOINED));
  private static final Map<String, Object> CLIENTS = new HashMap<>();

  public static void main(String[] arguments) throws Exception {
    PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // The client writes its own notes where answers stand.
    System.setOut(System.err);
    ConsoleLog.setLevel(Level.ERROR);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine())
      output.println(MAPPER.writeValueAsString(told(MAPPER.readTree(line))));
  }

  private static Map<String, Object> told(JsonNode asked) {
    Map<String, Object> told = new HashMap<>();
    try {
      if (asked.has("open")) open(asked.get("open").asText(), asked.get("options"));
      else call(asked, told);
    } catch (InvocationTargetException failure) {
      told.put("error", String.valueOf(failure.getCause()));
    } catch (Throwable failure) {
      told.put("error", String.valueOf(failure));
    }
    return told;
  }

  private static void open(String kind, JsonNode options) throws Exception {
    CLIENTS.put(
        kind,
        kind.equals("management")
            ? new ManagementClient(MAPPER.treeToValue(options, ManagementClientOptions.class))
            : new AuthenticationClient(MAPPER.treeToValue(options, AuthenticationClientOptions.class)));
  }

  private static void call(JsonNode asked, Map<String, Object> told) throws Exception {
    Object client = CLIENTS.get(asked.get("client").asText());
    JsonNode positional = asked.get("positional");
    for (Method method : client.getClass().getMethods()) {
      if (!method.getName().equals(asked.get("method").asText())) continue;
      Class<?>[] types = method.getParameterTypes();
      if (positional != null && positional.size() != types.length) continue;
      if (positional == null && types.length > 1) continue;
      Object[] values = new Object[types.length];
      for (int at = 0; at < types.length; at++)
        values[at] = MAPPER.treeToValue(positional != null ? positional.get(at) : asked.get("args"), types[at]);
      told.put("result", method.invoke(client, values));
      return;
    }
    told.put("missing", true);
  }
}
