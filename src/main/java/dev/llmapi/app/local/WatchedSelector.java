package dev.llmapi.app.local;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1Connection;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;

/** Helidon's HTTP/1.1, reading through {@link ClientInput}. */
final class WatchedSelector implements ServerConnectionSelector {

  private final Http1ConnectionSelector http1;
  private final ClientWatch watch;

  WatchedSelector(Http1Config config, ClientWatch watch) {
    this.http1 = Http1ConnectionSelector.builder().config(config).build();
    this.watch = watch;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return http1.bytesToIdentifyConnection();
  }

  @Override
  public Support supports(BufferData data) {
    return http1.supports(data);
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http1.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    ClientInput client = new ClientInput(context.serverSocket(), System::nanoTime);
    Http1Connection connection =
        (Http1Connection) http1.connection(new Context(context, new DataReader(client)));
    return new WatchedConnection(connection, client, watch);
  }

  /** The context as Helidon made it, but for what reads. */
  private record Context(ConnectionContext given, DataReader dataReader)
      implements ConnectionContext {

    @Override
    public ListenerContext listenerContext() {
      return given.listenerContext();
    }

    @Override
    public ExecutorService executor() {
      return given.executor();
    }

    @Override
    public DataWriter dataWriter() {
      return given.dataWriter();
    }

    @Override
    public Router router() {
      return given.router();
    }

    @Override
    public Optional<ProxyProtocolData> proxyProtocolData() {
      return given.proxyProtocolData();
    }

    @Override
    public HelidonSocket serverSocket() {
      return given.serverSocket();
    }

    @Override
    public PeerInfo remotePeer() {
      return given.remotePeer();
    }

    @Override
    public PeerInfo localPeer() {
      return given.localPeer();
    }

    @Override
    public boolean isSecure() {
      return given.isSecure();
    }

    @Override
    public String socketId() {
      return given.socketId();
    }

    @Override
    public String childSocketId() {
      return given.childSocketId();
    }
  }
}
