import ArgumentParser
import Foundation

/// Why somebody does what the audit keeps.
struct ReasonOption: ParsableArguments {
  @Option(name: .long, help: "Why, in 5 to 2000 characters.")
  var reason: String

  func validate() throws {
    // The bounds of the tables' constraint reason_says_something, which counts code points.
    let said = reason.trimmingCharacters(in: .whitespaces).unicodeScalars.count
    guard (5...2000).contains(said) else {
      throw ValidationError("--reason takes 5 to 2000 characters.")
    }
  }
}
