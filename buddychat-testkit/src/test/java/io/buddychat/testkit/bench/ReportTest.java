package io.buddychat.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReportTest {

  private static final Figure REACHED =
      Figure.of(
          "P1", "ours ÷ raw", new Quartiles(0.8, 0.9, 1), Target.atLeast(0.8), "9/s and 10/s");
  private static final Figure MISSED =
      Figure.of("P6", "p50 <of> one & all", Quartiles.exactly(4), Target.atMost(1.5), "4 ms, 1 ms");
  private static final Figure TOLD = Figure.told("P1h", "beside", Quartiles.exactly(1), "");
  private static final Figure NOT_RUN = Figure.notRun("P5", "push", "nats-server is not installed");
  private static final List<Figure> ALL = List.of(REACHED, MISSED, TOLD, NOT_RUN);

  private final Report report = new Report(Options.of(new String[0]), ALL);

  private static Document picture() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(Picture.of(ALL))));
  }

  @Test
  void theMedianIsHeldAgainstTheTarget() {
    assertThat(REACHED.verdict()).isEqualTo("reached");
    assertThat(MISSED.verdict()).isEqualTo("missed");
    assertThat(TOLD.verdict()).isEmpty();
    assertThat(NOT_RUN.verdict()).isEmpty();
  }

  @Test
  void theTableHasALineForEachAndShowsWhatWasReached() {
    assertThat(report.markdown())
        .contains("| P1 | ours ÷ raw | **0.90 [0.80, 1.00]** | ≥ 0.80 | 9/s and 10/s |\n")
        .contains("| P6 | p50 <of> one & all | 4.00 | ≤ 1.50 | 4 ms, 1 ms |\n");
  }

  @Test
  void whatWasNotRunSaysWhy() {
    assertThat(report.markdown()).contains("| P5 | push | – |  | not run: nats-server is not");
    assertThat(report.plain()).contains("not run: nats-server is not installed");
  }

  @Test
  void theTableTellsItsConditions() {
    assertThat(report.plain()).contains("7 rounds of 2.5 s a turn after 30 s of warm-up");
  }

  @Test
  void thePictureIsXmlWithABarForEachRatio() throws Exception {
    var bars = picture().getElementsByTagName("rect");
    assertThat(bars.getLength()).isEqualTo(3);
    assertThat(bars.item(0).getAttributes().getNamedItem("class").getNodeValue())
        .isEqualTo("reached");
    assertThat(bars.item(1).getAttributes().getNamedItem("class").getNodeValue())
        .isEqualTo("missed");
    assertThat(picture().getDocumentElement().getTextContent()).contains("not run");
  }

  @Test
  void thePictureFollowsThePagesColours() {
    assertThat(Picture.of(ALL)).contains("prefers-color-scheme: dark");
  }

  @Test
  void aDoublingIsAlwaysAsLong() {
    double once = Picture.x(2) - Picture.x(1);
    assertThat(Picture.x(1) - Picture.x(0.5)).isCloseTo(once, within());
    assertThat(Picture.x(1000)).isEqualTo(Picture.x(16));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }
}
