#if Console
public import Hummingbird
import NIOCore

/// What is known of a request beside itself.
public struct ConsoleContext: RequestContext {
  /// What Hummingbird keeps.
  public var coreContext: CoreRequestContextStorage
  /// The address of whoever sent it; nil for one that has none, such as a test's.
  let address: String?

  /// The context of a request.
  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    address = source.channel.remoteAddress?.ipAddress
  }
}
#endif
