// Tags in Vue's templates, as the checker of templates sees them.

import type {} from "cchc-widgets/vue";
import type { CchcNews } from "cchc-widgets";
import type { GlobalComponents } from "vue";

type News = InstanceType<GlobalComponents["cchc-news"]>;
export const props: News["$props"] = { layout: "list", limit: 5, "max-age": "30", eager: true, class: "news", id: "tin" };
export const element = (news: News): CchcNews => news;
export const emit = (news: News) => (event: CustomEvent<{ id: string; url: string | null }>) => news.$emit("cchc-news-open", event);
