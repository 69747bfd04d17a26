import BudgetEngine
import BudgetReport

/// What only a terminal needs of the words of the house.
extension Vocabulary {
  static func stage(_ stage: RunStage) -> Phrase { self.stage(stage.rawValue) }

  static func tone(ofSeverity name: String) -> Palette.Tone? {
    switch name {
    case "error": .bad
    case "review", "undetermined": .doubtful
    default: nil
    }
  }
}
