#if Console
import BudgetDomain
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// What somebody who is logged in asks for; each page is read in one transaction.
struct Browsing: Sendable {
  let visit: Visit
  let session: Session
  let settings: ConsoleSettings

  /// The voice of pages whose amounts are in 元.
  var say: PageVoice { visit.voice() }
  var reader: PublishedReader { session.reader }

  /// The frame of a page that can be asked for in the other language.
  func frame(
    _ title: String, _ part: Frame.Part, at steps: [String],
    _ query: [(name: String, value: String?)] = [], path: [(name: String, link: Link)] = []
  ) -> Frame {
    let other = visit.language == .chinese ? "en" : "zh"
    return Frame(
      title: title, language: visit.language, session: session, part: part,
      otherLanguage: Link(steps, query + [("lang", other)]), path: path)
  }

  /// A year of the publication.
  ///
  /// - Throws: `Refusal` where there is none.
  func expectPublished(_ year: Int?, on connection: borrowing Connection) throws -> PublishedHead {
    guard let head = try reader.publication(on: connection), let year,
      head.fiscalYears.contains(year)
    else { throw Refusal.notFound }
    return head
  }

  /// A unit or group by code and name.
  func unitText(_ code: String?, _ name: String?) -> String {
    guard let code else { return "" }
    return shortened(say(Vocabulary.unit(code, name)), to: 80)
  }

  /// A subject by code and name.
  func subjectText(_ code: String?, _ name: String?) -> String {
    guard let code else { return "" }
    let whole = Phrase("全部科目", "all subjects")
    return shortened(say(Vocabulary.subject(code, name, whole: whole)), to: 80)
  }

  /// When a publication appeared.
  func publicationText(_ head: PublishedHead) -> String {
    say(
      "发布 \(head.publicationID) · \(minute(head.publishedAt))",
      "Publication \(head.publicationID) · \(minute(head.publishedAt))")
  }
}

/// A time of the database, which speaks UTC to us, as far as people want to know it.
func minute(_ time: String) -> String {
  time.prefix(16).replacing("T", with: " ") + " UTC"
}

/// An amount of the database in yuan, exact.
func yuan(_ amount: String?) -> String { minus(NumberFormat(amountUnit: .yuan).amount(amount)) }
#endif
