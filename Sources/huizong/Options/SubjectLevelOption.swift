import ArgumentParser

/// The level of subjects to show, by its Chinese name or the number of digits.
struct SubjectLevelOption: ExpressibleByArgument {
  /// 3 for 类, 5 for 款, 7 for 项.
  let digits: Int

  static let allValueStrings = ["类", "款", "项"]

  init?(argument: String) {
    switch argument {
    case "类", "3": digits = 3
    case "款", "5": digits = 5
    case "项", "7": digits = 7
    default: return nil
    }
  }
}
