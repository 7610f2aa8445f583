package io.buddychat.graphql;

import graphql.GraphQLError;
import graphql.ParseAndValidate;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.schema.GraphQLSchema;
import graphql.validation.GoodFaithIntrospectionExceeded;
import graphql.validation.QueryComplexityLimits;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads documents and says what is wrong with them, at bounded cost: its length is looked at
/// before it is read, its shape before it is checked against the schema.
final class DocumentCheck {

  private final GraphQLSchema schema;
  private final DocumentLimits limits;
  private final boolean introspection;

  DocumentCheck(GraphQLSchema schema, DocumentRules rules) {
    this.schema = schema;
    this.limits = rules.limits();
    this.introspection = rules.introspection();
  }

  /// A client's document, read and checked, or what is wrong with it.
  PreparsedDocumentEntry check(String text) {
    if (text.length() > limits.characters()) {
      return refused("The document is longer than %,d characters.", limits.characters());
    }
    if (DearCharacters.in(text) > limits.tokens()) {
      return refused(
          "The document has more than %,d digits and byte order marks.", limits.tokens());
    }
    try {
      return shaped(read(text, parserOptions()));
    } catch (InvalidSyntaxException e) {
      return unreadable(e);
    }
  }

  /// A trusted document, read and checked, or what is wrong with it.
  PreparsedDocumentEntry checkTrusted(String text) {
    try {
      Document document = read(text, ParserOptions.getDefaultOperationParserOptions());
      return valid(document, DocumentShape.of(document));
    } catch (InvalidSyntaxException e) {
      return new PreparsedDocumentEntry(e.toInvalidSyntaxError());
    }
  }

  private static Document read(String text, ParserOptions options) {
    return Parser.parse(
        ParserEnvironment.newParserEnvironment()
            .document(text)
            .parserOptions(options)
            .locale(Locale.ENGLISH)
            .build());
  }

  /// White space counts by the character there, and is bounded by the length already.
  private ParserOptions parserOptions() {
    return ParserOptions.getDefaultOperationParserOptions()
        .transform(
            options ->
                options
                    .maxCharacters(limits.characters())
                    .maxTokens(limits.tokens())
                    .maxWhitespaceTokens(limits.characters())
                    .captureLineComments(false)
                    .readerTrackData(false));
  }

  private PreparsedDocumentEntry unreadable(InvalidSyntaxException problem) {
    return switch (problem) {
      case ParseCancelledTooDeepException _ ->
          refused("The document is nested more than %,d levels deep.", limits.depth());
      case ParseCancelledException _ ->
          refused("The document has more than %,d tokens.", limits.tokens());
      default -> new PreparsedDocumentEntry(problem.toInvalidSyntaxError());
    };
  }

  private PreparsedDocumentEntry shaped(Document document) {
    DocumentShape shape = DocumentShape.of(document);
    Optional<String> excess = shape.excess(limits);
    return excess.isPresent()
        ? new PreparsedDocumentEntry(Refusals.TOO_COMPLEX.error(excess.get()))
        : valid(document, shape);
  }

  private PreparsedDocumentEntry valid(Document document, DocumentShape shape) {
    if (shape.introspects() && !introspection) {
      return new PreparsedDocumentEntry(
          Refusals.FORBIDDEN.error("Questions about the schema are not answered here."));
    }
    try {
      List<ValidationError> errors =
          ParseAndValidate.validate(
              schema, document, _ -> true, Locale.ENGLISH, QueryComplexityLimits.NONE);
      return errors.isEmpty()
          ? new PreparsedDocumentEntry(document)
          : new PreparsedDocumentEntry(errors.stream().limit(limits.errors()).toList());
    } catch (GoodFaithIntrospectionExceeded e) {
      GraphQLError told = e.toBadFaithError();
      return new PreparsedDocumentEntry(Refusals.TOO_COMPLEX.error(told.getMessage()));
    }
  }

  private static PreparsedDocumentEntry refused(String sentence, int limit) {
    return new PreparsedDocumentEntry(Refusals.TOO_COMPLEX.error(sentence.formatted(limit)));
  }
}
