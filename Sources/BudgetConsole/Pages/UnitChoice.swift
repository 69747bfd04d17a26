#if Console
import BudgetPage
import BudgetReport
import BudgetStore
import Hummingbird
import PostgresClient

/// How a unit is chosen on a year's page: from a list of all, or where they are many by a part of
/// code or name.
struct UnitChoice: Sendable {
  /// All units; nil where they are too many to list.
  private let all: [PublishedUnit]?
  /// The one that was asked for, where it is known.
  private let asked: PublishedUnit?
  /// What is shown to somebody who has not chosen.
  let defaultCode: String
  private let seesEverything: Bool

  /// - Parameter limit: So many are listed.
  init(
    _ reader: PublishedReader, _ query: Form, year: Int, limit: Int,
    on connection: borrowing Connection
  ) throws(PostgresError) {
    let found = try reader.units(fiscalYear: year, words: nil, limit: limit, on: connection)
    seesEverything = reader.scope == .everything
    defaultCode = seesEverything ? "*" : found.units.first?.code ?? ""
    all = found.total <= limit ? found.units : nil
    guard let code = query.word("unit") else {
      asked = nil
      return
    }
    let like = try reader.units(fiscalYear: year, words: code, limit: 1, on: connection)
    asked = like.units.first { $0.code == code }
  }

  /// The name of a unit, as far as it was read.
  func name(of code: String) -> String? {
    ((all ?? []) + [asked].compactMap(\.self)).first { $0.code == code }?.name
  }

  /// The fields of the form: with a list, or with words to look for that leave the unit as it is
  /// while they are empty.
  func fields(chosen: String, _ browsing: Browsing) -> [Node] {
    let say = browsing.say
    guard let all else {
      return [
        node(.input, .type("hidden"), .name("unit"), .value(chosen)),
        TextField(name: "find", label: say("换单位(代码或名称)", "Another unit, by code or name"))
          .field,
      ]
    }
    let whole = seesEverything ? [Choice.Option("*", say("全区", "whole district"))] : []
    return [
      Choice(
        name: "unit", label: say("单位", "Unit"),
        options: whole + all.map { Choice.Option($0.code, browsing.unitText($0.code, $0.name)) },
        chosen: chosen
      ).field
    ]
  }
}

/// The units that fit some words.
extension Browsing {
  /// More than anybody reads through; of more, more words are wanted.
  private static let foundLimit = 50

  /// Leads to the one unit that fits; else lists those that do.
  func lookForUnit(_ words: String, in year: Int) async throws -> Answer {
    let found = try await session.connection.reading { connection in
      _ = try expectPublished(year, on: connection)
      return try reader.units(
        fiscalYear: year, words: words, limit: Self.foundLimit, on: connection)
    }
    let question = YearQuestion(year, visit.query, defaultUnit: "")
    func link(_ unit: PublishedUnit) -> Link {
      var question = question
      question.unit = unit.code
      return Link(["years", "\(year)"], question.query)
    }
    if let first = found.units.first, found.total == 1 || first.code == words {
      return Answer(leadingTo: link(first))
    }
    let frame = frame(
      say("查找单位", "Look for a unit"), .years, at: ["years", "\(year)"],
      question.query + [("find", words)],
      path: [(say("年度", "Years"), .years), ("\(year)", .year(year))])
    return Answer(
      frame.html {
        node(.form, .class("login"), .action(Link(["years", "\(year)"])), .get) {
          TextField(name: "find", label: say("代码或名称", "Code or name"), value: words).field
          node(.button) { say("查找", "Find") }
        }
        node(.p, .class("about")) {
          found.total > Self.foundLimit
            ? say(
              "共 \(say.count(found.total)) 个,只列出前 \(Self.foundLimit) 个:请多输入几个字。",
              "\(say.count(found.total)) fit, the first \(Self.foundLimit) are listed: type more.")
            : say("共 \(say.count(found.total)) 个。", "\(say.count(found.total)) fit.")
        }
        node(.ul, .class("found")) {
          for unit in found.units {
            node(.li) { node(.a, .to(link(unit))) { named(unitText(unit.code, unit.name)) } }
          }
        }
      })
  }
}
#endif
