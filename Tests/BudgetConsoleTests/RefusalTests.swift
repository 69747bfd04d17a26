#if Console
import BudgetTestSupport
import NIOCore
import NIOPosix
import PostgresClient
import Testing

@testable import BudgetConsole

/// What people are told where the database says no.
@Suite(.database, .serialized) struct RefusalTests {
  init() async throws { try await Published.once() }

  @Test(arguments: [
    ("55P03", Refusal.busy), ("40P01", .busy), ("25006", .readOnly), ("42883", .wrongSchema),
    ("42P01", .wrongSchema), ("57014", .slow), ("42501", .noRight), ("22008", .badRequest),
    ("23514", .badRequest), ("53300", .crowded), ("53100", .crowded), ("57P01", .noDatabase),
    ("XX000", .noDatabase),
  ])
  func everyStateHasItsWords(state: String, refusal: Refusal) {
    let error = PostgresError(.run, sqlState: state, message: "x")
    #expect(Refusal(of: error) == refusal)
  }

  /// A console that is newer than the database lets nobody in, and says what is to be done.
  @Test func anOlderSchemaIsNamed() async throws {
    let renaming = "ALTER FUNCTION control.request_rerun(integer, text) RENAME TO later_request"
    try await District.execute(renaming)
    try await Browser.visit { browser in
      let page = try await browser.logIn(People.admin)
      #expect(page.status == 503 && page.text.contains("huizong migrate"), "\(page.text)")
      #expect(browser.jar["huizong_session"] == nil)
    }
    try await District.execute(
      "ALTER FUNCTION control.later_request(integer, text) RENAME TO request_rerun")
  }

  @Test func nobodyIsBlamedForAMissingDatabase() async throws {
    try await Browser.visit(conninfo: "host=127.0.0.1 port=1 dbname=x") { browser in
      // More often than a user may fail.
      for _ in 0...LoginLimit.userLimit {
        let page = try await browser.logIn(People.admin)
        #expect(page.status == 503 && page.text.contains("数据库连接不上"))
      }
    }
  }

  /// A server that speaks Chinese refuses a password in other words; it is a failed guess all the
  /// same.
  @Test func aServerThatSpeaksChineseIsUnderstood() async throws {
    let server = try await ServerBootstrap(group: NIOSingletons.posixEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(ChineseServer())
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let port = try #require(server.localAddress?.port)
    let address = "host=127.0.0.1 port=\(port) dbname=x sslmode=disable gssencmode=disable"
    try await Browser.visit(conninfo: address) { browser in
      for _ in 0..<LoginLimit.userLimit {
        let page = try await browser.logIn(People.admin)
        #expect(page.status == 401 && page.text.contains("用户或密码不对"), "\(page.text)")
      }
      #expect(try await browser.logIn(People.admin).status == 429)
    }
    try await server.close()
  }
}

/// What a server says to whoever comes: it asks for a password, and refuses it in Chinese.
private final class ChineseServer: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // A password comes with its letter, the request to start without one.
    let isPassword = unwrapInboundIn(data).getInteger(at: 0) == UInt8(ascii: "p")
    var body = ByteBuffer()
    if isPassword {
      for field in ["S致命错误", "VFATAL", "C28P01", "M用户 \"huizong\" Password 认证失败", ""] {
        body.writeNullTerminatedString(field)
      }
    } else {
      body.writeInteger(3 as Int32)
    }
    var message = ByteBuffer(string: isPassword ? "E" : "R")
    message.writeInteger(Int32(body.readableBytes + 4))
    message.writeBuffer(&body)
    context.writeAndFlush(wrapOutboundOut(message), promise: nil)
    if isPassword { context.close(promise: nil) }
  }
}
#endif
