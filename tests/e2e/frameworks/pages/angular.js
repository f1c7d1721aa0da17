// Angular: [name] sets a property, [attr.name] an attribute. Compiled in the page, so that no build of Angular's is needed.

import "@angular/compiler";
import { ApplicationRef, Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import { page } from "./common.js";

const state = signal(null);
let on;

const List = Component({
  selector: "#app",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    @for (id of state().order; track id) {
      @if (id === "properties") {
        <cchc-news [id]="id" [feed]="state().feed" [layout]="state().layout" [limit]="state().limit" [eager]="state().eager" [maxAge]="state().maxAge" (cchc-ready)="on($event)" (cchc-news-open)="on($event)">
          <a href="https://example.vn/">{{ state().word }}</a>
        </cchc-news>
      } @else {
        <cchc-news [id]="id" [attr.feed]="state().feed" [attr.layout]="state().layout" [attr.limit]="state().limit" [attr.eager]="state().eager ? '' : null" [attr.max-age]="state().maxAge" (cchc-ready)="on($event)" (cchc-news-open)="on($event)">
          <a href="https://example.vn/">{{ state().word }}</a>
        </cchc-news>
      }
    }`,
})(class {
  state = state;
  on = (event) => on(event);
});

page(async (_target, first, listener) => {
  state.set(first);
  on = listener;
  const app = await bootstrapApplication(List, { providers: [provideZonelessChangeDetection()] });
  return (patch) => {
    state.update((known) => ({ ...known, ...patch }));
    app.injector.get(ApplicationRef).tick();
  };
});
