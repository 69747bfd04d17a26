#if Console
import BudgetReport
import BudgetStore
import HTTPTypes
import Hummingbird
import NIOCore
import PostgresClient
import ServiceLifecycle

/// Server-sent events: how far a run is, told whenever that changes, until it ends.
///
/// A run writes its stage into its row, which is looked at once a second by the person's own
/// connection: who may not read it learns nothing.
extension ConsoleResponder {
  /// So long one stream goes on; the browser then asks again.
  private static let streamTime = Duration.seconds(600)

  func events(of id: Int64, _ session: Session, _ visit: Visit) async throws -> Answer {
    guard session.rights.readsControl else { throw Refusal.noRight }
    let desk = Browsing(visit: visit, session: session, settings: settings)
    guard try await look(at: id, session) != nil else { throw Refusal.notFound }
    let body = ResponseBody { writer in
      try await tell(id, session, desk, &writer)
      try await writer.finish(nil)
    }
    return Answer(
      Response(status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8"], body: body)
    )
  }

  private func look(at id: Int64, _ session: Session) async throws -> RunRow? {
    try await session.connection.reading { connection in try RunReader.run(id, on: connection) }
  }

  private func tell(
    _ id: Int64, _ session: Session, _ browsing: Browsing, _ writer: inout any ResponseBodyWriter
  ) async throws {
    let end = ContinuousClock.now + Self.streamTime
    while ContinuousClock.now < end && !Task.isShuttingDownGracefully {
      guard await desk.session(session.key, isRequest: false) != nil,
        let run = try await look(at: id, session)
      else { return }
      let document = browsing.progress(of: run).line
      try await writer.write(ByteBuffer(string: "event: progress\ndata: \(document)\n\n"))
      guard run.finishedAt == nil else { return }
      try await Task.sleep(for: settings.glance)
    }
  }
}
#endif
