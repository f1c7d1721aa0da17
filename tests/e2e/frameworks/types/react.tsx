// Tags in React's JSX: attributes, events, children, and a reference to the element.

import type {} from "cchc-widgets/react";
import type { CchcNews } from "cchc-widgets";
import { useRef } from "react";

export function Page() {
  const element = useRef<CchcNews>(null);
  return (
    <>
      <cchc-news
        ref={element}
        key="tin"
        id="tin"
        className="news"
        slot="main"
        lang="vi"
        layout="list"
        limit={5}
        max-age="30"
        eager
        oncchc-news-open={(event) => console.log(event.detail.id, event.detail.url)}
        oncchc-ready={(event) => console.log(event.detail.items.toFixed())}
        onClick={() => element.current?.removeAttribute("eager")}
      >
        <a href="https://example.gov.vn/tin">Tin</a>
      </cchc-news>
      <cchc-scoreboard layout="ranking" year="2024" oncchc-scoreboard-open={(event) => event.preventDefault()} />
      <cchc-procedures procedure="1.001193" offline="all" />
      <cchc-feedback mode="button" kind="khen" oncchc-feedback-sent={({ detail }) => console.log(detail.code)} />
    </>
  );
}
