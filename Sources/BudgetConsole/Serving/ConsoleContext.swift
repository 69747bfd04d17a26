#if Console
public import Hummingbird
import NIOCore

/// What is known of a request beside itself.
public struct ConsoleContext: RequestContext {
  /// What Hummingbird keeps.
  public var coreContext: CoreRequestContextStorage
  /// The connection that it came over.
  let channel: any Channel

  /// The address of whoever sent it; nil for a connection that has none.
  var address: NetworkAddress? { channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) } }

  /// The context of a request.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}
#endif
