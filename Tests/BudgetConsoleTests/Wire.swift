#if Console
import NIOCore
import NIOHTTP1
import NIOPosix

/// What goes over a socket to a console on this machine: a connection of its own for each question,
/// by the client that comes with SwiftNIO.
struct Wire: Sendable {
  /// The longest answer that the tests ask for.
  private static let answerLimit = 1 << 24

  /// Where the console listens.
  let port: Int

  /// Asks for something, and reads the whole answer.
  ///
  /// - Parameter pieces: The body, each part sent after a pause before the first and each other.
  func ask(
    _ method: HTTPMethod, _ path: String, _ headers: HTTPHeaders, _ pieces: [ByteBuffer] = [],
    pause: Duration = .zero
  ) async throws -> NIOHTTPClientResponseFull {
    let channel = try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHTTPClientHandlers()
        try pipeline.addHandler(NIOHTTPClientResponseAggregator(maxContentLength: Self.answerLimit))
        return try NIOAsyncChannel<NIOHTTPClientResponseFull, HTTPClientRequestPart>(
          wrappingChannelSynchronously: channel)
      }
    }
    let head = HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
    return try await channel.executeThenClose { answers, questions in
      try await questions.write(.head(head))
      for piece in pieces {
        try await Task.sleep(for: pause)
        try await questions.write(.body(.byteBuffer(piece)))
      }
      try await questions.write(.end(nil))
      for try await answer in answers { return answer }
      throw ChannelError.eof
    }
  }

  /// Sends bytes as they are, one piece after the other, and reads until the console hangs up.
  ///
  /// - Returns: What it said, and how long it held the connection.
  func send(
    _ pieces: [String], pause: Duration = .zero
  ) async throws -> (text: String, time: Duration) {
    let start = ContinuousClock.now
    let channel = try await bootstrap.connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
    let said = try await channel.executeThenClose { inbound, outbound in
      try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
        group.addTask {
          for piece in pieces {
            try await outbound.write(ByteBuffer(string: piece))
            try await Task.sleep(for: pause)
          }
          return nil
        }
        group.addTask {
          var said = ByteBuffer()
          // A console that hangs up while it is spoken to is no failure here.
          do { for try await bytes in inbound { said.writeImmutableBuffer(bytes) } } catch {}
          return said
        }
        defer { group.cancelAll() }
        while let ended = await group.nextResult() {
          if case .success(let said?) = ended { return said }
        }
        throw ChannelError.eof
      }
    }
    return (String(buffer: said), ContinuousClock.now - start)
  }

  private var bootstrap: ClientBootstrap {
    ClientBootstrap(group: NIOSingletons.posixEventLoopGroup).connectTimeout(.seconds(10))
  }
}
#endif
