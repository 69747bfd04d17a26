/// What a person reads about a defect, in both languages.
extension ImportDefect.Reason {
  /// The reason in English, without place and full stop.
  public var english: String {
    switch self {
    case .nothingToImport: "no file that can be imported"
    case .unreadable(let errno): "the file cannot be read (errno \(errno))"
    case .emptyFile: "the file is empty"
    case .unknownColumn: "the table has no such column"
    case .doubledColumn: "the header names the column twice"
    case .missingColumn: "the header lacks this column"
    case .invalidUTF8: "not UTF-8"
    case .zeroByte: "a zero byte"
    case .strayQuote: "a quote within an unquoted field"
    case .textAfterQuote: "text after the closing quote"
    case .openQuote: "the quotes are never closed"
    case .bareCarriageReturn: "a carriage return without a line feed"
    case .longField: "a field of more than 1 MB"
    case .longRecord: "a row of more than 16 MB or 4096 fields"
    case .fieldCount(let found, let expected): "\(found) fields instead of \(expected)"
    case .missingValue: "a value is missing"
    case .notAnInteger: "not a whole number"
    case .integerOutOfRange: "the whole number is too large"
    case .notANumber: "not a number"
    case .tooManyDigits: "more than 24 digits"
    case .notADate: "not a day"
    case .notATime: "not a time"
    case .constraintViolated(let name): "not so: \(sentence(name))"
    case .keyDoubled(let firstLine): "the key stands on line \(firstLine) already"
    case .keyExists: "the key exists already (use --replace to replace it)"
    case .unknownSubmission: "there is no such submission"
    }
  }

  /// The reason in Chinese, without place and full stop.
  public var chinese: String {
    switch self {
    case .nothingToImport: "没有可导入的文件"
    case .unreadable(let errno): "文件无法读取(errno \(errno))"
    case .emptyFile: "文件为空"
    case .unknownColumn: "表中没有此列"
    case .doubledColumn: "表头中此列重复"
    case .missingColumn: "表头缺少此列"
    case .invalidUTF8: "不是 UTF-8 编码"
    case .zeroByte: "含有零字节"
    case .strayQuote: "未加引号的字段中出现引号"
    case .textAfterQuote: "右引号之后还有文字"
    case .openQuote: "引号没有结束"
    case .bareCarriageReturn: "回车符后缺少换行符"
    case .longField: "字段超过 1 MB"
    case .longRecord: "一行超过 16 MB 或 4096 个字段"
    case .fieldCount(let found, let expected): "有 \(found) 个字段,应为 \(expected) 个"
    case .missingValue: "缺少必填的值"
    case .notAnInteger: "不是整数"
    case .integerOutOfRange: "整数超出范围"
    case .notANumber: "不是数字"
    case .tooManyDigits: "超过 24 位数字"
    case .notADate: "不是日期"
    case .notATime: "不是时间"
    case .constraintViolated(let name): "不符合约束 \(name)"
    case .keyDoubled(let firstLine): "键与第 \(firstLine) 行重复"
    case .keyExists: "键已存在(替换请用 --replace)"
    case .unknownSubmission: "没有这份报送"
    }
  }
}

/// A constraint's name is a sentence with underscores.
private func sentence(_ name: String) -> String {
  String(name.map { $0 == "_" ? " " : $0 })
}

extension ImportDefect.Reason {
  /// What a defect of the CSV notation means to the person who made the file.
  init(_ problem: CSVDefect.Problem) {
    switch problem {
    case .strayQuote: self = .strayQuote
    case .textAfterQuote: self = .textAfterQuote
    case .openQuote: self = .openQuote
    case .bareCarriageReturn: self = .bareCarriageReturn
    case .malformedMark: self = .invalidUTF8
    case .longField: self = .longField
    case .longRecord: self = .longRecord
    case .unreadable(let errno): self = .unreadable(errno: errno)
    }
  }
}
